package dev.hone.worker.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissTest {
    @ParameterizedTest
    @CsvSource({
        "maxDept, maxDepth",
        "MAXDEPTH, maxDepth",
        "numtrees, numTrees",
        "nmTres, numTrees",
        "mxaDepth, maxDepth",
        "cvs, csv",
        "maxdepht, maxDepth"
    })
    void aLetterInThreeMayBeMissingAddedReplacedOrSwapped(String written, String meant) {
        assertThat(NearMiss.hint(written, List.of("csv", "maxBins", "maxDepth", "numTrees")))
                .isEqualTo("; did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @CsvSource({"depth, maxDepth", "c, csv", "tol, stepSize", "'', csv"})
    void whatIsFurtherAwayIsNotSuggested(String written, String name) {
        assertThat(NearMiss.hint(written, List.of(name))).isEmpty();
    }

    @Test
    void theNearestIsSuggestedAndOfEquallyNearOnesTheFirstInTheAlphabet() {
        assertThat(NearMiss.hint("folds", List.of("fold", "folds-x", "Folds"))).isEqualTo("; did you mean 'Folds'?");
        assertThat(NearMiss.hint("gain", List.of("rain", "main"))).isEqualTo("; did you mean 'main'?");
    }
}
