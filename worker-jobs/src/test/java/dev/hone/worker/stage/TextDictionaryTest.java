package dev.hone.worker.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextDictionaryTest {
    private final TextDictionary dictionary = new TextDictionary();

    @Test
    void codesAreGivenInTheOrderInWhichTextsCome() {
        assertThat(IntStream.of(
                        dictionary.add("b"),
                        dictionary.add("a"),
                        dictionary.add("b"),
                        dictionary.add(""),
                        dictionary.add("a")))
                .containsExactly(0, 1, 0, 2, 1);
        assertThat(dictionary.texts()).containsExactly("b", "a", "");
    }

    @Test
    void textIsFoundWhateverItsClass() {
        dictionary.add(new StringBuilder("some text"));

        assertThat(dictionary.find("some text")).isZero();
        assertThat(dictionary.add(new StringBuilder("some text"))).isZero();
        assertThat(dictionary.find("other text")).isEqualTo(TextDictionary.UNKNOWN);
    }

    @Test
    void textsWithTheSameHashAreToldApart() {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());

        assertThat(dictionary.add("Aa")).isZero();
        assertThat(dictionary.find("BB")).isEqualTo(TextDictionary.UNKNOWN);
        assertThat(dictionary.add("BB")).isEqualTo(1);
        assertThat(dictionary.find("Aa")).isZero();
    }

    @Test
    void growsBeyondItsFirstCapacity() {
        String[] texts =
                IntStream.range(0, 10_000).mapToObj(number -> "text " + number).toArray(String[]::new);

        TextDictionary large = TextDictionary.of(texts);

        assertThat(large.size()).isEqualTo(texts.length);
        assertThat(large.texts()).isEqualTo(texts);
        assertThat(IntStream.range(0, texts.length)).allMatch(code -> large.find(texts[code]) == code);
    }
}
