/** A printed form as what stands on it; where it stands on the paper is the printer's matter. All texts are NFC. */
export interface FormModel {
  /** Of the file's properties. */
  readonly title: string
  readonly isLandscape: boolean
  readonly blocks: readonly FormBlock[]
}

export interface FormLine {
  readonly text: string
  /** Points; the body's size where it is left out. */
  readonly size?: number
  readonly isBold?: boolean
  readonly isItalic?: boolean
  /** A short rule below, as under the motto. */
  readonly isRuled?: boolean
}

export interface FormColumn {
  readonly name: string
  /** Share of the table's width. */
  readonly share: number
  readonly align: 'left' | 'center' | 'right'
}

/** A heading goes across all columns. */
export type FormRow =
  | { readonly kind: 'cells'; readonly cells: readonly string[] }
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }

export interface FormTable {
  readonly kind: 'table'
  readonly columns: readonly FormColumn[]
  readonly rows: readonly FormRow[]
}

export type FormBlock =
  /** Two columns of centred lines: who writes on the left, the motto on the right. */
  | { readonly kind: 'heads'; readonly left: readonly FormLine[]; readonly right: readonly FormLine[] }
  | {
      readonly kind: 'lines'
      readonly align: 'left' | 'center' | 'right'
      readonly lines: readonly FormLine[]
    }
  | FormTable
  /** Who signs, side by side, with room for a signature above the name. */
  | { readonly kind: 'signatures'; readonly signers: readonly FormSigner[] }
  | { readonly kind: 'space'; readonly heightMm: number }
  /** Facts below each other in a frame, as on a cover: a name and what stands for it. */
  | { readonly kind: 'facts'; readonly facts: readonly { readonly name: string; readonly value: string }[] }

export interface FormSigner {
  /** Above the title: place and day. */
  readonly dateline: string
  readonly title: string
  readonly note: string
  readonly name: string
}
