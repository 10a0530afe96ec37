package io.ambo.privacy;

/** Keccak-256 as Ethereum uses it (with the padding from before FIPS 202), for inputs of less than 136 bytes. */
final class Keccak {

    private static final int RATE = 136;
    private static final int ROUNDS = 24;
    private static final int[] ROTATIONS = {
        1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
    };
    private static final int[] LANES = {
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
    };
    private static final long[] CONSTANTS = constants();

    private Keccak() {}

    /** The first four lanes of the state, which are the hash in little-endian order. */
    static long[] hash(byte[] input) {
        var block = new byte[RATE];
        System.arraycopy(input, 0, block, 0, input.length);
        block[input.length] ^= 1;
        block[RATE - 1] ^= (byte) 0x80;
        var state = new long[25];
        for (var i = 0; i < RATE; i++) {
            state[i / 8] ^= (block[i] & 0xFFL) << 8 * (i % 8);
        }
        for (var round = 0; round < ROUNDS; round++) {
            permute(state, CONSTANTS[round]);
        }
        return state;
    }

    private static void permute(long[] state, long constant) {
        var columns = new long[5];
        for (var x = 0; x < 5; x++) {
            columns[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
        }
        for (var i = 0; i < 25; i++) {
            state[i] ^= columns[(i + 4) % 5] ^ Long.rotateLeft(columns[(i + 1) % 5], 1);
        }
        var moved = state[1];
        for (var i = 0; i < ROUNDS; i++) {
            var next = state[LANES[i]];
            state[LANES[i]] = Long.rotateLeft(moved, ROTATIONS[i]);
            moved = next;
        }
        for (var y = 0; y < 25; y += 5) {
            System.arraycopy(state, y, columns, 0, 5);
            for (var x = 0; x < 5; x++) {
                state[y + x] = columns[x] ^ ~columns[(x + 1) % 5] & columns[(x + 2) % 5];
            }
        }
        state[0] ^= constant;
    }

    /** The round constants, from the linear feedback shift register of the specification. */
    private static long[] constants() {
        var constants = new long[ROUNDS];
        var register = 1;
        for (var round = 0; round < ROUNDS; round++) {
            for (var bit = 0; bit < 7; bit++) {
                if ((register & 1) != 0) {
                    constants[round] |= 1L << (1 << bit) - 1;
                }
                register = register << 1 ^ (register >> 7) * 0x171;
            }
        }
        return constants;
    }
}
