/** The person who does it: the id as this vault's list of people has it, the name as a colleague will read it. */
export interface Actor { readonly id: string; readonly name: string }
