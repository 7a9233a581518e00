package dev.hone.driver.table.column;

import dev.hone.driver.table.source.NumberSeparators;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** How a task reads one column of the table's projection into arrays. */
public sealed interface ColumnReader extends Serializable {

    /** The column's name in the table. */
    String column();

    /** Where the values of a block of rows go. */
    ColumnBuffer buffer();

    /** Appends the value at an ordinal of a row, or tells what is wrong with it and appends nothing. */
    @Nullable
    RowError read(InternalRow row, int ordinal, ColumnBuffer buffer);

    /** A double. */
    record Numbers(String column, NumberRule rule) implements ColumnReader {
        @Override
        public ColumnBuffer buffer() {
            return new ColumnBuffer.OfDoubles();
        }

        @Override
        public @Nullable RowError read(InternalRow row, int ordinal, ColumnBuffer buffer) {
            if (row.isNullAt(ordinal)) {
                return RowError.of(column, rule.finite(), "null").with(rule.advice());
            }
            double value = row.getDouble(ordinal);
            if (!rule.allows(value)) {
                RowError error = RowError.of(column, rule.brokenBy(value), value);
                return Double.isNaN(value) ? error.with(rule.advice()) : error;
            }
            ((ColumnBuffer.OfDoubles) buffer).add(value);
            return null;
        }
    }

    /** A date as days, or a timestamp as seconds, since 1970. */
    record Times(String column, Unit unit) implements ColumnReader {
        public enum Unit {
            DAYS {
                @Override
                double at(InternalRow row, int ordinal) {
                    return row.getInt(ordinal);
                }
            },
            MICROSECONDS {
                @Override
                double at(InternalRow row, int ordinal) {
                    return row.getLong(ordinal) / 1e6;
                }
            };

            abstract double at(InternalRow row, int ordinal);
        }

        @Override
        public ColumnBuffer buffer() {
            return new ColumnBuffer.OfDoubles();
        }

        @Override
        public @Nullable RowError read(InternalRow row, int ordinal, ColumnBuffer buffer) {
            if (row.isNullAt(ordinal)) {
                return RowError.of(column, "a time must be given", "null");
            }
            ((ColumnBuffer.OfDoubles) buffer).add(unit.at(row, ordinal));
            return null;
        }
    }

    /** A long. */
    record WholeNumbers(String column, String rule, long least, long most) implements ColumnReader {
        @Override
        public ColumnBuffer buffer() {
            return new ColumnBuffer.OfLongs();
        }

        @Override
        public @Nullable RowError read(InternalRow row, int ordinal, ColumnBuffer buffer) {
            if (row.isNullAt(ordinal)) {
                return RowError.of(column, rule, "null");
            }
            long value = row.getLong(ordinal);
            if (value < least || value > most) {
                return RowError.of(column, rule, value);
            }
            ((ColumnBuffer.OfLongs) buffer).add(value);
            return null;
        }
    }

    /** Text, each distinct one kept once. */
    record Texts(String column, String rule, List<String> refused) implements ColumnReader {
        @Override
        public ColumnBuffer buffer() {
            return new ColumnBuffer.OfTexts();
        }

        @Override
        public @Nullable RowError read(InternalRow row, int ordinal, ColumnBuffer buffer) {
            if (row.isNullAt(ordinal)) {
                return RowError.of(column, rule, "null");
            }
            UTF8String text = row.getUTF8String(ordinal);
            ColumnBuffer.OfTexts texts = (ColumnBuffer.OfTexts) buffer;
            if (!texts.knows(text) && refused.contains(text.toString())) {
                return RowError.of(column, rule, text);
            }
            texts.add(text);
            return null;
        }
    }

    /** A double that stands for a class: the text that Spark casts it to, made once for each distinct double. */
    record ClassNumbers(String column) implements ColumnReader {
        @Override
        public ColumnBuffer buffer() {
            return new ColumnBuffer.OfClassNumbers();
        }

        @Override
        public @Nullable RowError read(InternalRow row, int ordinal, ColumnBuffer buffer) {
            if (row.isNullAt(ordinal)) {
                return RowError.of(column, NumberRule.LABEL.finite(), "null");
            }
            double value = row.getDouble(ordinal);
            if (!Double.isFinite(value)) {
                return RowError.of(column, NumberRule.LABEL.finite(), value);
            }
            ((ColumnBuffer.OfClassNumbers) buffer).add(value);
            return null;
        }
    }

    /** A vector of finite numbers, of the same size in every row. */
    record Vectors(String column) implements ColumnReader {
        private static final int FIELDS = new VectorUDT().sqlType().size();

        @Override
        public ColumnBuffer buffer() {
            return new VectorBuffer();
        }

        @Override
        public @Nullable RowError read(InternalRow row, int ordinal, ColumnBuffer buffer) {
            if (row.isNullAt(ordinal)) {
                return RowError.of(column, "a feature must be a vector", "null");
            }
            InternalRow vector = row.getStruct(ordinal, FIELDS);
            VectorBuffer vectors = (VectorBuffer) buffer;
            int length = VectorBuffer.length(vector);
            if (!vectors.takes(length)) {
                return otherLength(column, vectors.length(), length);
            }
            double last = vectors.add(vector);
            return Double.isFinite(last) ? null : RowError.of(column, NumberRule.FEATURE.finite(), last);
        }

        public static RowError otherLength(String column, int expected, int actual) {
            return new RowError(
                    column,
                    "a vector must be as long as those before (length: " + actual + ", before: " + expected + ")");
        }
    }

    /** An array of finite numbers, none missing, of the same size in every row. */
    record NumberArrays(String column) implements ColumnReader {
        private static final String RULE = "a feature must be an array of numbers";

        @Override
        public ColumnBuffer buffer() {
            return new VectorBuffer();
        }

        @Override
        public @Nullable RowError read(InternalRow row, int ordinal, ColumnBuffer buffer) {
            if (row.isNullAt(ordinal)) {
                return RowError.of(column, RULE, "null");
            }
            ArrayData numbers = row.getArray(ordinal);
            int length = numbers.numElements();
            VectorBuffer vectors = (VectorBuffer) buffer;
            if (length == 0) {
                return RowError.of(column, RULE, "[]");
            }
            if (!vectors.takes(length)) {
                return Vectors.otherLength(column, vectors.length(), length);
            }
            for (int element = 0; element < length; element++) {
                if (numbers.isNullAt(element)) {
                    return new RowError(column, RULE + " (element " + (element + 1) + ": null)");
                }
            }
            double last = vectors.add(numbers);
            return Double.isFinite(last) ? null : RowError.of(column, NumberRule.FEATURE.finite(), last);
        }
    }

    /** Text where numbers are needed: finds the first row to blame. */
    record NonNumericText(String column, NumberRule rule, String advice, NumberSeparators separators)
            implements ColumnReader {
        @Override
        public ColumnBuffer buffer() {
            return new ColumnBuffer.OfNothing();
        }

        @Override
        public @Nullable RowError read(InternalRow row, int ordinal, ColumnBuffer buffer) {
            if (row.isNullAt(ordinal)) {
                return RowError.of(column, rule.finite(), "null").with(rule.advice());
            }
            String text = row.getUTF8String(ordinal).toString();
            return separators.isFinite(text)
                    ? null
                    : new RowError(column, rule.subject() + " must be a number (was: '" + text + "')" + advice);
        }
    }

    /** The text of a malformed record, null if the record is in order. */
    record Malformed(String rule) implements ColumnReader {
        private static final int SHOWN = 60;

        @Override
        public String column() {
            return "";
        }

        @Override
        public ColumnBuffer buffer() {
            return new ColumnBuffer.OfNothing();
        }

        @Override
        public @Nullable RowError read(InternalRow row, int ordinal, ColumnBuffer buffer) {
            if (row.isNullAt(ordinal)) {
                return null;
            }
            String record = row.getUTF8String(ordinal).toString().strip().replaceAll("\\s*\\R\\s*", " ");
            String shown = record.length() > SHOWN ? record.substring(0, SHOWN) + "..." : record;
            return RowError.of("", rule, "'" + shown + "'");
        }
    }
}
