/** The instruments that come with the product, and what their owners ask of who uses them. */
import type { Method } from '../../method.ts';
import { readDocument } from '../../shared/document.ts';
import { findDocument, shippedDocuments } from '../../shipped.ts';
import { instrument } from './instrument.ts';

export const INSTRUMENTS = 'instruments';

export const shippedInstruments: NonNullable<Method['ships']> = () =>
  shippedDocuments(INSTRUMENTS).flatMap((name) => {
    const { value } = readDocument(findDocument(name, '/', INSTRUMENTS) ?? '', instrument);
    return value ? [{ name, title: value.title, licence: value.licence }] : [];
  });
