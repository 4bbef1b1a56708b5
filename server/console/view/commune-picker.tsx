import { useState } from 'react'
import { foldText } from '../../../domain/fold-text.ts'
import { Button } from '../../../renderer/ui/button.tsx'
import { Checkbox } from '../../../renderer/ui/checkbox.tsx'
import { TextField } from '../../../renderer/ui/text-field.tsx'
import { useConsole } from '../console-store.ts'
import styles from './commune-picker.module.css'
import { formatCount } from './format.ts'
import { RemoteView } from './remote-view.tsx'

/** Communes to choose from, all of them or those whose name was typed. */
export function CommunePicker({
  chosen,
  onChange,
}: {
  readonly chosen: readonly string[]
  readonly onChange: (codes: readonly string[]) => void
}) {
  const communes = useConsole((state) => state.communes)
  const [typed, setTyped] = useState('')
  return (
    <RemoteView remote={communes} loadingText="Đang đọc danh sách xã, phường">
      {(rows) => {
        const shown = rows.filter(({ name, code }) =>
          foldText(`${name} ${code}`).includes(foldText(typed.trim())),
        )
        const codes = shown.map(({ code }) => code)
        return (
          <fieldset className={styles['picker']}>
            <legend>
              Xã, phường: đã chọn {formatCount(chosen.length)}/{formatCount(rows.length)}
            </legend>
            <div className={styles['tools']}>
              <TextField label="Lọc theo tên hoặc mã" type="search" value={typed} onChange={setTyped} />
              <Button size="small" onPress={() => onChange([...new Set([...chosen, ...codes])])}>
                Chọn {formatCount(codes.length)} nơi đang hiện
              </Button>
              <Button size="small" onPress={() => onChange([])}>
                Bỏ chọn hết
              </Button>
            </div>
            <div className={styles['list']}>
              {shown.map(({ code, name }) => (
                <Checkbox
                  key={code}
                  isChecked={chosen.includes(code)}
                  onChange={(isChosen) =>
                    onChange(isChosen ? [...chosen, code] : chosen.filter((each) => each !== code))
                  }
                >
                  {name} ({code})
                </Checkbox>
              ))}
            </div>
          </fieldset>
        )
      }}
    </RemoteView>
  )
}
