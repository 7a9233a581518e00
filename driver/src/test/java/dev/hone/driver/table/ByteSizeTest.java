package dev.hone.driver.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteSizeTest {

    @Test
    void sizesHaveTheUnitThatLeavesOneToFourDigits() {
        assertThat(new ByteSize(0)).hasToString("0 bytes");
        assertThat(new ByteSize(1023)).hasToString("1023 bytes");
        assertThat(new ByteSize(1024)).hasToString("1.0 KiB");
        assertThat(new ByteSize(3_300_000_000L)).hasToString("3.1 GiB");
        assertThat(new ByteSize(Long.MAX_VALUE)).hasToString("8.0 EiB");
    }
}
