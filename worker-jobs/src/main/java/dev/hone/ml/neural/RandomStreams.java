package dev.hone.ml.neural;

import dev.hone.worker.trial.Seeds;
import java.util.Random;
import org.apache.spark.util.random.XORShiftRandom;

/** Independent sources of randomness from one seed, one a purpose. */
record RandomStreams(long seed) {

    Random stream(String purpose) {
        return new XORShiftRandom(Seeds.ofStream(seed, purpose));
    }
}
