package dev.hone.worker.train.tree;

import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.RowView;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Rows parted by an indicator; kept, so that what is shared of either part can be found again. */
final class ValidationSplit implements FoldCache.Sized {
    private final RowView training;
    private final RowView validation;

    private record Key(String indicator) {}

    private ValidationSplit(RowView rows, String indicator) {
        training = where(rows, position -> rows.value(indicator, position) == 0);
        validation = where(rows, position -> rows.value(indicator, position) != 0);
    }

    static ValidationSplit of(RowView rows, String indicator) {
        return rows.shared(new Key(indicator), () -> new ValidationSplit(rows, indicator));
    }

    private static RowView where(RowView rows, IntPredicate condition) {
        return new RowView(
                rows.data(),
                IntStream.range(0, rows.size()).filter(condition).map(rows::row).toArray());
    }

    RowView training() {
        return training;
    }

    RowView validation() {
        return validation;
    }

    @Override
    public long bytes() {
        return 4L * (training.size() + validation.size());
    }
}
