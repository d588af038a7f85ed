/**
 * Seeded random numbers (sfc32, C. Doty-Humphrey, PractRand): the same seed gives the same plan on every machine.
 * Passes PractRand to terabytes, needs four 32-bit words, and V8 keeps them in registers.
 */
export class Random {
  a: number;
  b: number;
  c: number;
  counter: number;

  constructor(seed: number) {
    this.a = seed | 0;
    this.b = Math.floor(seed / 4294967296) | 0;
    this.c = 0x9e3779b9 | 0;
    this.counter = 1;
    for (let round = 0; round < 16; round++) this.next();
  }

  /** 0 ≤ x < 2^32. */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum | 0;
    return sum >>> 0;
  }

  /** 0 ≤ x < 1. */
  real(): number {
    return this.next() / 4294967296;
  }

  /** A whole number 0 ≤ x < below. */
  below(below: number): number {
    return Math.floor((this.next() / 4294967296) * below);
  }
}
