import { useTranslation } from 'react-i18next'
import { type Role, roles } from '../../../domain/user.ts'
import { Select } from '../../ui/select.tsx'

/** The choice of a role. */
export function RoleSelect({
  label,
  role,
  onChange,
}: {
  readonly label: string
  readonly role: Role
  readonly onChange: (role: Role) => void
}) {
  const { t } = useTranslation()
  const choose = (id: string): void => {
    const chosen = roles.find((candidate) => candidate === id)
    if (chosen !== undefined && chosen !== role) onChange(chosen)
  }
  return (
    <Select
      label={label}
      placeholder={t('common.none')}
      selected={role}
      options={roles.map((id) => ({ id, label: t(`role.${id}`) }))}
      onSelect={choose}
    />
  )
}
