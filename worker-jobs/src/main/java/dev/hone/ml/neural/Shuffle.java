package dev.hone.ml.neural;

import java.util.Random;

/** Fisher and Yates's. */
final class Shuffle {
    private Shuffle() {}

    static void shuffle(int[] items, Random random) {
        for (int last = items.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int item = items[last];
            items[last] = items[other];
            items[other] = item;
        }
    }
}
