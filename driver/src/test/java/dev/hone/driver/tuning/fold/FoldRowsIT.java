package dev.hone.driver.tuning.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.driver.UserSession;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.fold.FoldAssignment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(UserSession.class)
class FoldRowsIT {

    @Test
    void rowsThatComeInAnotherOrderThanTheirNumbersAreRefused() {
        FoldAssignment folds = new FoldAssignment(List.of(new Fold(0, new int[] {0, 1}, new int[] {2, 3})));
        FoldRows rows = FoldRows.byNumber(UserSession.session().emptyDataFrame(), "number", folds);

        Fold left = rows.assignment().apply(new double[] {0, 2, 3}).folds().get(0);
        assertThat(left.train()).containsExactly(0);
        assertThat(left.test()).containsExactly(1, 2);
        assertThatThrownBy(() -> rows.assignment().apply(new double[] {2, 3, 0, 1}))
                .isInstanceOf(IllegalStateException.class);
    }
}
