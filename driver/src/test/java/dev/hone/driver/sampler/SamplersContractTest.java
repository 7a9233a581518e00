package dev.hone.driver.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which samplers are found by name; each has a test that extends {@link SamplerContract}. */
class SamplersContractTest {

    @Test
    void everySamplerThatIsFoundHasItsContractTest() {
        assertThat(Samplers.names())
                .containsExactlyElementsOf(Stream.of(
                                new AutoContractTest(),
                                new CmaEsContractTest(),
                                new GaussianProcessContractTest(),
                                new RandomContractTest(),
                                new SobolContractTest(),
                                new TpeContractTest())
                        .map(SamplerContract::name)
                        .toList());
    }

    @Test
    void anUnknownNameIsToldWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samplers.create(
                        "tpee",
                        new SamplerSettings(
                                SamplerContract.NUMBERS,
                                new Objective(SimulatedSearch.METRIC, Direction.MINIMIZE),
                                1000,
                                7)))
                .withMessageStartingWith("Sampler must be one of auto, cma-es, ")
                .withMessageEndingWith(" (sampler: tpee); did you mean 'tpe'?");
    }
}
