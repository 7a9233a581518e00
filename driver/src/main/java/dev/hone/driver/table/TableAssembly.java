package dev.hone.driver.table;

import dev.hone.driver.table.column.ColumnReader;
import dev.hone.driver.table.column.ColumnarBlock;
import dev.hone.driver.table.column.FeatureAssembly;
import dev.hone.driver.table.column.RowError;
import dev.hone.driver.table.column.RowLocator;
import dev.hone.driver.table.source.ColumnTypes;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.LabelValues;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.FeatureNames;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.TrainingData;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Makes the table in memory out of blocks in their order. */
final class TableAssembly {
    private final TableSource source;
    private final StructType schema;
    private final TableLayout layout;
    private final List<ColumnarBlock> blocks;
    private final RowLocator locator;
    private final Map<String, Integer> arrayLengths = new HashMap<>();

    TableAssembly(TableSource source, StructType schema, TableLayout layout, List<ColumnarBlock> blocks) {
        this.source = source;
        this.schema = schema;
        this.layout = layout;
        this.blocks = blocks;
        this.locator = new RowLocator(blocks);
    }

    LoadedTable assemble(LabelKind kind) {
        requireOrder();
        TrainingData.Builder data = features();
        layout.weight().ifPresent(place -> data.weights(weights(place)));
        layout.group().ifPresent(place -> data.groups(groups(place)));
        layout.fold()
                .ifPresent(place -> data.foldNumbers(
                        Arrays.stream(longs(place)).mapToInt(Math::toIntExact).toArray()));
        layout.values().forEach((column, place) -> data.column(column, doubles(place)));
        List<String> indexedLabels = kind == LabelKind.CLASSES ? classes(data) : quantities(data);
        return new LoadedTable(
                data.build(),
                schema,
                featureColumns(),
                new TargetColumns(
                        source.label().filter(name -> kind != LabelKind.NONE), indexedLabels, source.weight()),
                arrayLengths);
    }

    private void requireOrder() {
        for (ColumnarBlock block : blocks) {
            block.error().ifPresent(error -> {
                throw new InvalidInputException(error.message(source.path(), locator.of(block, block.rows())));
            });
        }
        if (blocks.isEmpty()) {
            throw new InvalidInputException("Data '" + source.path() + "': must have at least one row (rows: 0)");
        }
        layout.requireTypes();
    }

    private TrainingData.Builder features() {
        int numbers = layout.numberFeatures().size();
        int vectors = layout.vectorFeatures().size();
        FeatureNames names = new FeatureNames();
        layout.numberFeatures().forEach(names::addNumber);
        int[] lengths = new int[vectors];
        for (int vector = 0; vector < vectors; vector++) {
            StructField field = layout.vectorFeatures().get(vector);
            lengths[vector] = commonLength(field.name(), layout.firstFeature() + numbers + vector);
            if (ColumnTypes.isNumberArray(field.dataType())) {
                names.addArray(field, lengths[vector]);
                arrayLengths.put(field.name(), lengths[vector]);
            } else if (numbers == 0 && vectors == 1) {
                names.addSoleVector(field);
            } else {
                names.addVector(field, lengths[vector]);
            }
        }
        TrainingData.Builder data = TrainingData.builder(
                new FeatureAssembly(blocks, layout.firstFeature(), numbers, lengths).assemble(source.path()));
        return names.describe(data);
    }

    private int commonLength(String column, int place) {
        int length = blocks.get(0).vectors(place).length();
        for (ColumnarBlock block : blocks) {
            if (block.vectors(place).length() != length) {
                RowError error = ColumnReader.Vectors.otherLength(
                        column, length, block.vectors(place).length());
                throw new InvalidInputException(error.message(source.path(), locator.of(block, 0)));
            }
        }
        return length;
    }

    private List<String> featureColumns() {
        return Stream.concat(layout.numberFeatures().stream(), layout.vectorFeatures().stream())
                .map(StructField::name)
                .toList();
    }

    private double[] weights(int place) {
        double[] weights = doubles(place);
        if (Arrays.stream(weights).noneMatch(weight -> weight > 0)) {
            throw new InvalidInputException("Column '" + source.weight().orElseThrow()
                    + "': at least one weight must be above 0 (rows: " + weights.length + ", all of weight 0)");
        }
        return weights;
    }

    private List<String> quantities(TrainingData.Builder data) {
        layout.label().ifPresent(place -> data.quantities(doubles(place)));
        return List.of();
    }

    private List<String> classes(TrainingData.Builder data) {
        int place = layout.label().orElseThrow();
        String column = source.label().orElseThrow();
        LabelIndex classes = ColumnTypes.isNumber(schema.apply(column).dataType())
                ? LabelIndex.ofNumbers(column, counts(place), source.roles().labelOrder())
                : LabelIndex.ofTexts(column, counts(place), source.roles().labelOrder());
        data.classLabels(coded(place, classes.indices()::get), classes.size(), classes.texts());
        return classes.texts();
    }

    private Map<String, Long> counts(int place) {
        Map<String, Long> counts = new HashMap<>();
        for (ColumnarBlock block : blocks) {
            String[] texts = block.texts(place);
            long[] ofBlock = new long[texts.length];
            for (int code : block.codes(place)) {
                ofBlock[code]++;
            }
            for (int code = 0; code < texts.length; code++) {
                counts.merge(texts[code], ofBlock[code], Long::sum);
            }
        }
        return counts;
    }

    private long[] groups(int place) {
        if (layout.readers().get(place) instanceof ColumnReader.WholeNumbers) {
            return longs(place);
        }
        List<String> texts =
                counts(place).keySet().stream().sorted(LabelValues.BY_TEXT).toList();
        Map<String, Integer> numbers =
                IntStream.range(0, texts.size()).boxed().collect(Collectors.toMap(texts::get, number -> number));
        return Arrays.stream(coded(place, numbers::get))
                .mapToLong(number -> (long) number)
                .toArray();
    }

    private int rows() {
        return blocks.stream().mapToInt(ColumnarBlock::rows).sum();
    }

    private double[] coded(int place, ToDoubleFunction<String> number) {
        double[] values = new double[rows()];
        int row = 0;
        for (ColumnarBlock block : blocks) {
            double[] numbers =
                    Arrays.stream(block.texts(place)).mapToDouble(number).toArray();
            for (int code : block.codes(place)) {
                values[row++] = numbers[code];
            }
        }
        return values;
    }

    private double[] doubles(int place) {
        double[] values = new double[rows()];
        join(block -> block.doubles(place), values);
        return values;
    }

    private long[] longs(int place) {
        long[] values = new long[rows()];
        join(block -> block.longs(place), values);
        return values;
    }

    /** Copies the arrays of all blocks one after another; they are of the target's type. */
    private void join(Function<ColumnarBlock, Object> arrays, Object target) {
        int row = 0;
        for (ColumnarBlock block : blocks) {
            System.arraycopy(arrays.apply(block), 0, target, row, block.rows());
            row += block.rows();
        }
    }
}
