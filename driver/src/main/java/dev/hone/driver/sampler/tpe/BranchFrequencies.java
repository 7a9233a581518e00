package dev.hone.driver.sampler.tpe;

import dev.hone.driver.sampler.encoding.SpaceEncoding;
import dev.hone.worker.trial.Seeds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How likely each branch is where configs are drawn at random.
 *
 * @param shares by branch, those of a fixed sample
 */
record BranchFrequencies(Map<Branch, Double> shares) {
    private static final int SAMPLE = 1024;

    static BranchFrequencies of(SpaceEncoding encoding) {
        int coordinates = encoding.coordinates().size();
        Map<Branch, Double> shares = new LinkedHashMap<>();
        if (IntStream.range(0, coordinates).noneMatch(encoding::isConditional)) {
            shares.put(Branch.of(encoding.draw(new double[coordinates])), 1.0);
            return new BranchFrequencies(shares);
        }
        for (int draw = 0; draw < SAMPLE; draw++) {
            long seed = Seeds.ofTrial(0, draw);
            double[] units = IntStream.range(0, coordinates)
                    .mapToDouble(index -> Seeds.unit(Seeds.ofTrial(seed, index)))
                    .toArray();
            shares.merge(Branch.of(encoding.draw(units)), 1.0 / SAMPLE, Double::sum);
        }
        return new BranchFrequencies(shares);
    }

    /** The share of a branch; of one that the sample lacks, half of what one draw counts. */
    double of(Branch branch) {
        return shares.getOrDefault(branch, 0.5 / SAMPLE);
    }

    /** The branches of points, and with them the sample's. */
    List<Branch> branches() {
        return List.copyOf(shares.keySet());
    }
}
