import type { schemas } from './generated'

/// The API's words, under the names this app uses. The only place that knows how the documents call them.
export type Session = schemas['Session']
export type Shop = schemas['Shop']
export type Platform = schemas['Platform']
export type OrderStatus = schemas['OrderStatus']
export type PaymentStatus = schemas['PaymentStatus']
export type OrderSummary = schemas['OrderSummary']
export type OrderPage = schemas['OrderPage']
export type Order = schemas['Order']
export type OrderLine = schemas['OrderLine']
export type Conversation = schemas['Conversation']
export type ConversationPage = schemas['ConversationPage']
export type Handling = schemas['Handling']
export type Message = schemas['Message']
export type MessagePage = schemas['MessagePage']
export type Channel = schemas['Channel']
export type ProblemBody = schemas['Problem']
