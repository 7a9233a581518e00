package dev.hone.worker.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CacheBudgetTest {
    @Test
    void oneTableTakesAQuarterOfTheMemory() {
        assertThat(CacheBudget.ONE_TABLE.bytes()).isEqualTo(Runtime.getRuntime().maxMemory() / 4);
    }

    @Test
    void severalTablesShareAQuarter() {
        assertThat(CacheBudget.ofTables(5)).isEqualTo(new CacheBudget(0.05));
    }

    @Test
    void isAboveZeroAndAtMostAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CacheBudget(0))
                .withMessage("Cache budget: the share of the memory must be above 0 and at most 1 (share: 0.0)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CacheBudget(1.5))
                .withMessage("Cache budget: the share of the memory must be above 0 and at most 1 (share: 1.5)");
    }
}
