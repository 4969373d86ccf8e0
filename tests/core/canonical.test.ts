import { describe, expect, it } from 'vitest'
import { canonicalJson, digestOf, type Json } from '../../src/core/canonical.ts'

/** The test data of the author of RFC 8785, https://github.com/cyberphone/json-canonicalization/tree/master/testdata */
const published: readonly (readonly [name: string, input: string, output: string])[] = [
  [
    'arrays',
    '[\n  56,\n  {\n    "d": true,\n    "10": null,\n    "1": [ ]\n  }\n]\n',
    '[56,{"1":[],"10":null,"d":true}]',
  ],
  [
    'french',
    '{"sin": "ingnore locale", "péché": "is wrong according to French", "pêche": "but canonicalization MUST", "peach": "This sorting order"}',
    '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ingnore locale"}',
  ],
  [
    'structures',
    '{"1": {"f": {"f": "hi","F": 5} ,"\\n": 56.0}, "10": { }, "": "empty", "a": { }, "111": [ { } ], "A": { }}',
    '{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}',
  ],
  ['unicode', '{"Unnormalized Unicode":"A\\u030a"}', '{"Unnormalized Unicode":"A\u030A"}'],
  [
    'values',
    '{"numbers": [1E30, 4.50, 333333333.33333329, 2e-3, 0.000000000000000000000000001], "escaping": "\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/", "literals": [null, true, false]}',
    '{"escaping":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/","literals":[null,true,false],"numbers":[1e+30,4.5,333333333.3333333,0.002,1e-27]}',
  ],
  [
    'weird',
    '{"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\u000a": "Newline", "1": "One", "\\u0080": "Control\\u007f", "\\ud83d\\ude02": "Smiley", "\\u00f6": "Latin Small Letter O With Diaeresis", "\\ufb33": "Hebrew Letter Dalet With Dagesh", "</script>": "Browser Challenge"}',
    '{"\\n":"Newline","\\r":"Carriage Return","1":"One","</script>":"Browser Challenge","\u0080":"Control\u007f","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😂":"Smiley","\uFB33":"Hebrew Letter Dalet With Dagesh"}',
  ],
]

/** RFC 8785, appendix B: the bits of a double, and how it is written. */
const numbers: readonly (readonly [bits: string, written: string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4340000000000001', '9007199254740994'],
  ['4340000000000002', '9007199254740996'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
]

describe('canonicalJson', () => {
  it.each(published)('writes the published example %s', (_, input, output) => {
    expect(canonicalJson(JSON.parse(input) as Json)).toBe(output)
  })

  it.each(numbers)('writes the double %s as %s', (bits, written) => {
    expect(canonicalJson(doubleOf(bits))).toBe(written)
  })

  it.each(['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000'])('refuses the double %s', (bits) => {
    expect(() => canonicalJson(doubleOf(bits))).toThrow()
  })

  it('sorts keys as RFC 8785, 3.2.3, does: by UTF-16 code unit, not by code point', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6']
    const json = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])))
    expect(Object.keys(JSON.parse(json) as object)).toEqual([
      '1', // JSON.parse puts a whole number first
      '\r',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\ud83d\ude00',
      '\ufb33',
    ])
    expect(json.indexOf('\\r')).toBeLessThan(json.indexOf('"1"'))
  })

  it('escapes as RFC 8785, 3.2.2.2, does: the short forms, \\u00xx for other controls, nothing else', () => {
    const controls = String.fromCharCode(...Array.from({ length: 32 }, (_, code) => code))
    expect(canonicalJson(`${controls}"\\/\u007f\u2028`)).toBe(
      '"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f' +
        '\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f' +
        '\\"\\\\/\u007f\u2028"',
    )
  })

  it.each(['\ud800', 'a\udc00b', '\udc00\ud800'])('refuses half a character', (text) => {
    expect(() => canonicalJson(text)).toThrow()
    expect(() => canonicalJson({ [text]: 1 })).toThrow()
  })

  it('refuses what is not JSON', () => {
    expect(() => canonicalJson(undefined as unknown as Json)).toThrow(TypeError)
  })

  it('keeps keys that JavaScript treats specially', () => {
    expect(canonicalJson(JSON.parse('{"constructor":2,"__proto__":1}') as Json)).toBe(
      '{"__proto__":1,"constructor":2}',
    )
  })
})

describe('digestOf', () => {
  it.each([
    ['""', 'sha256:12ae32cb1ec02d01eda3581b127c1fee3b0dc53572ed6baf239721a03d82e126'],
    ['{"b":"ø","a":[1,2]}', 'sha256:ca4108640f515d6e4b6f5c29b1bb2fee28c50860a5cb9a3b4ff33ca25730da9c'],
  ])('of %s is the SHA-256 of its canonical form in UTF-8', (json, digest) => {
    expect(digestOf(JSON.parse(json) as Json)).toBe(digest)
  })
})

function doubleOf(bits: string): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, BigInt(`0x${bits}`))
  return view.getFloat64(0)
}
