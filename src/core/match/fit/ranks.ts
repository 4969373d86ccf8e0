/** Rangordning: the vocabularies whose words come in an order, the lowest first. */

export const levels = ['employee', 'specialist', 'manager', 'senior-manager'] as const

export const clearances = ['none', 'restricted', 'confidential', 'secret', 'top-secret'] as const
