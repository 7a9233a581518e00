package dev.hone.worker.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldTest {
    private static final Fold FOLD = new Fold(1, new int[] {0, 2, 3, 7, 8}, new int[] {1, 4, 9});

    @Test
    void rowsHaveTheirPlacesAmongThoseThatAreLeft() {
        Fold among = FOLD.among(new int[] {2, 4, 5, 7, 8});

        assertThat(among.number()).isEqualTo(1);
        assertThat(among.train()).containsExactly(0, 3, 4);
        assertThat(among.test()).containsExactly(1);
    }

    @Test
    void ofAllRowsTheFoldIsTheSame() {
        Fold among = FOLD.among(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});

        assertThat(among.train()).containsExactly(FOLD.train());
        assertThat(among.test()).containsExactly(FOLD.test());
        assertThat(FOLD.among(new int[0]).train()).isEmpty();
    }
}
