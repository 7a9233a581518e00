package dev.hone.driver.execute.champion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassMappingTest {
    @Test
    void predictionsAndProbabilitiesFollowTheTextsOfLabels() {
        ClassMapping mapping = ClassMapping.of(List.of("red", "blue"), List.of("blue", "green", "red"));
        double[] mapped = new double[4];

        mapping.map(new double[] {0, 0.7, 0.3}, mapped, 0);

        assertThat(mapping.width(2)).isEqualTo(3);
        assertThat(mapped).containsExactly(2, 0.3, 0, 0.7);
    }

    @Test
    void quantitiesStayAsTheyAre() {
        ClassMapping mapping = ClassMapping.of(List.of(), List.of());
        double[] mapped = new double[1];

        mapping.map(new double[] {-3.5}, mapped, 0);

        assertThat(mapped).containsExactly(-3.5);
    }

    @Test
    void aLabelThatTheTableDoesNotHaveIsTold() {
        assertRefused(
                List.of("blue", "red"),
                List.of("green", "red"),
                "predicts the label 'blue', which the table does not have (labels: green, red)");
        assertRefused(List.of(), List.of("green", "red"), "predicts a quantity, no label");
        assertRefused(List.of("green", "red"), List.of(), "predicts a label, no quantity");
    }

    private static void assertRefused(List<String> ofModel, List<String> ofTable, String message) {
        assertThatExceptionOfType(IncomparableException.class)
                .isThrownBy(() -> ClassMapping.of(ofModel, ofTable))
                .withMessage(message);
    }
}
