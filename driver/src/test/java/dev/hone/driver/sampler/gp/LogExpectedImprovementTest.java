package dev.hone.driver.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogExpectedImprovementTest {

    /** Computed with 60 and more digits. */
    @ParameterizedTest
    @CsvSource({
        "-1e8, -5000000000000037.8, 100000000.00000002",
        "-1000, -500014.73445209116, 1000.001999994",
        "-100, -5010.1295788002498, 100.01999400419587",
        "-38, -730.19618340211374, 38.052522760041328",
        "-20, -206.9178385094251, 20.099262811101282",
        "-8, -37.122364261692633, 8.2393965068400669",
        "-5, -16.74430116266099, 5.3618162412880885",
        "-3, -7.8696860596030285, 3.5323375176251605",
        "-2.0000001, -4.7687837918588062, 2.6794169659996932",
        "-2, -4.7687835239171142, 2.679416883955586",
        "-1.9999999, -4.7687832559754297, 2.6794168019114793",
        "-1, -2.4851210257126413, 1.9042712333296918",
        "-0.5, -1.6205162643873199, 1.5598731483480797",
        "0, -0.91893853320467274, 1.2533141373155003",
        "0.5, -0.35982768374506382, 0.99092271800410996",
        "1, 0.08002621884930694, 0.77663872520173926",
        "1.9999999, 0.69738349713229536, 0.48655933977114539",
        "2.0000001, 0.69738359444415906, 0.48655929779942376",
        "3, 1.0987396653277078, 0.33284096845179524",
        "8, 2.0794415416798359, 0.12499999999999992",
        "40, 3.6888794541139363, 0.025",
        "1e5, 11.512925464970228, 1e-5"
    })
    void equalsValuesOfHigherPrecision(double z, double log, double slope) {
        assertThat(LogExpectedImprovement.log(z)).isCloseTo(log, within(1e-13 + 1e-13 * Math.abs(log)));
        assertThat(LogExpectedImprovement.slope(z)).isCloseTo(slope, within(1e-12 * slope));
    }
}
