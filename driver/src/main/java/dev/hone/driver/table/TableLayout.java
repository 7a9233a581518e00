package dev.hone.driver.table;

import dev.hone.driver.table.column.ColumnReader;
import dev.hone.driver.table.column.NumberRule;
import dev.hone.driver.table.source.ColumnNames;
import dev.hone.driver.table.source.ColumnTypes;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.NumberSeparators;
import dev.hone.driver.table.source.OpenTable;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.InvalidInputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Which columns are read, how, and what each is for; the place of a column is its index among {@link #readers()}. */
final class TableLayout {
    private static final String NAN = "NaN";
    private static final List<String> NOT_FINITE = List.of(NAN, "Infinity", "-Infinity");
    private static final String TEXT_ADVICE =
            "; list it under 'ignore', or encode it by a StringIndexer under 'pipeline'";
    private static final String ADVICE =
            "; list it under 'ignore', or make numbers of it by a SQLTransformer under 'pipeline'";

    private static final DataType DOUBLES = DataTypes.createArrayType(DataTypes.DoubleType);

    private final StructType schema;
    private final NumberSeparators separators;
    private final List<Column> projection = new ArrayList<>();
    private final List<ColumnReader> readers = new ArrayList<>();
    private final List<StructField> numberFeatures = new ArrayList<>();
    private final List<StructField> vectorFeatures = new ArrayList<>();
    private final List<String> wrongTypes = new ArrayList<>();
    private final Map<String, Integer> values = new LinkedHashMap<>();
    private int firstFeature;
    private OptionalInt label = OptionalInt.empty();
    private OptionalInt weight = OptionalInt.empty();
    private OptionalInt group = OptionalInt.empty();
    private OptionalInt fold = OptionalInt.empty();

    private TableLayout(StructType schema, NumberSeparators separators) {
        this.schema = schema;
        this.separators = separators;
    }

    /**
     * @throws InvalidInputException if a column is not in the table, or the label or all features are missing
     */
    static TableLayout of(OpenTable table, TableSource source, LabelKind kind, Set<String> extraColumns) {
        TableLayout layout =
                new TableLayout(table.schema(), source.location().parsing().separators());
        ColumnNames names = new ColumnNames(source.path(), table.schema());
        Set<String> named = new HashSet<>(source.roles().named());
        named.addAll(extraColumns);
        names.require(named);
        table.malformed().ifPresent(layout::readMalformed);
        layout.readFeatures(names.features(source, extraColumns));
        layout.readLabel(names, source, kind);
        source.weight().ifPresent(name -> layout.weight = OptionalInt.of(layout.readWeight(name)));
        source.roles().split().group().ifPresent(name -> layout.group = OptionalInt.of(layout.readGroup(name)));
        source.roles().split().fold().ifPresent(name -> layout.fold = OptionalInt.of(layout.readFold(name)));
        Set<String> others = new LinkedHashSet<>(extraColumns);
        source.roles().split().time().ifPresent(time -> {
            others.remove(time);
            layout.values.put(time, layout.readTime(time));
        });
        others.stream().sorted().forEach(column -> layout.values.put(column, layout.readValue(column)));
        return layout;
    }

    List<Column> projection() {
        return projection;
    }

    List<ColumnReader> readers() {
        return List.copyOf(readers);
    }

    List<StructField> numberFeatures() {
        return numberFeatures;
    }

    List<StructField> vectorFeatures() {
        return vectorFeatures;
    }

    /** The place of the first number; the other numbers and then the vectors follow. */
    int firstFeature() {
        return firstFeature;
    }

    OptionalInt label() {
        return label;
    }

    OptionalInt weight() {
        return weight;
    }

    OptionalInt group() {
        return group;
    }

    OptionalInt fold() {
        return fold;
    }

    /** The places of time and further columns. */
    Map<String, Integer> values() {
        return values;
    }

    /**
     * To be asked after the rows were looked at: a table without rows has no types, and a row to blame says more.
     *
     * @throws InvalidInputException if a column's type is not right for its role
     */
    void requireTypes() {
        if (!wrongTypes.isEmpty()) {
            throw new InvalidInputException(wrongTypes, null);
        }
    }

    private void readMalformed(OpenTable.Malformed malformed) {
        add(column(malformed.column()), new ColumnReader.Malformed(malformed.rule()));
    }

    private void readFeatures(List<String> names) {
        names.stream().filter(name -> !isFeature(type(name))).forEach(this::refuseFeature);
        firstFeature = readers.size();
        for (String name : names) {
            if (ColumnTypes.isNumberOrBoolean(type(name))) {
                readNumber(name, NumberRule.FEATURE);
                numberFeatures.add(schema.apply(name));
            }
        }
        for (String name : names) {
            if (ColumnTypes.isVector(type(name))) {
                add(column(name), new ColumnReader.Vectors(name));
                vectorFeatures.add(schema.apply(name));
            } else if (ColumnTypes.isNumberArray(type(name))) {
                add(column(name, DOUBLES), new ColumnReader.NumberArrays(name));
                vectorFeatures.add(schema.apply(name));
            }
        }
    }

    private static boolean isFeature(DataType type) {
        return ColumnTypes.isNumberOrBoolean(type) || ColumnTypes.isVector(type) || ColumnTypes.isNumberArray(type);
    }

    private void refuseFeature(String name) {
        refuse(
                name,
                NumberRule.FEATURE,
                "a feature must be a number, a boolean, a vector or an array of numbers",
                ColumnTypes.isText(type(name)) ? TEXT_ADVICE : ADVICE);
    }

    private void readLabel(ColumnNames names, TableSource source, LabelKind kind) {
        if (kind == LabelKind.NONE) {
            return;
        }
        String name = source.label().orElseThrow(names::noLabel);
        label = OptionalInt.of(kind == LabelKind.CLASSES ? readClass(name) : readQuantity(name));
    }

    private int readClass(String name) {
        if (!ColumnTypes.isClass(type(name))) {
            return refuse(name, NumberRule.LABEL, "a class must be text, a number or a boolean", "");
        }
        if (type(name) instanceof DoubleType) {
            return add(column(name), new ColumnReader.ClassNumbers(name));
        }
        return ColumnTypes.isNumber(type(name))
                ? add(text(name), new ColumnReader.Texts(name, NumberRule.LABEL.finite(), NOT_FINITE))
                : add(text(name), new ColumnReader.Texts(name, "a label must be given", List.of()));
    }

    private int readQuantity(String name) {
        return readNumberOnly(name, NumberRule.LABEL);
    }

    private int readWeight(String name) {
        return readNumberOnly(name, NumberRule.WEIGHT);
    }

    private int readValue(String name) {
        return readNumberOnly(name, NumberRule.VALUE);
    }

    private int readGroup(String name) {
        String rule = "a group must be given";
        if (ColumnTypes.isWhole(type(name))) {
            return add(whole(name), new ColumnReader.WholeNumbers(name, rule, Long.MIN_VALUE, Long.MAX_VALUE));
        }
        return require(name, ColumnTypes::isGroup, NumberRule.VALUE, "a group must be text, a number, a date or a time")
                .orElseGet(() -> ColumnTypes.isFloatingPoint(type(name))
                        ? add(unsignedZero(name), new ColumnReader.Texts(name, rule, List.of(NAN)))
                        : add(text(name), new ColumnReader.Texts(name, rule, List.of())));
    }

    private int readFold(String name) {
        String rule = "a fold must be a whole number from 0 to " + Integer.MAX_VALUE;
        return require(name, ColumnTypes::isWhole, NumberRule.VALUE, "a fold must be a whole number")
                .orElseGet(() -> add(whole(name), new ColumnReader.WholeNumbers(name, rule, 0, Integer.MAX_VALUE)));
    }

    private int readTime(String name) {
        if (ColumnTypes.isDate(type(name))) {
            return add(column(name), new ColumnReader.Times(name, ColumnReader.Times.Unit.DAYS));
        }
        if (ColumnTypes.isTimestamp(type(name))) {
            return add(column(name), new ColumnReader.Times(name, ColumnReader.Times.Unit.MICROSECONDS));
        }
        return require(name, ColumnTypes::isNumber, NumberRule.TIME, "a time must be a number, a date or a timestamp")
                .orElseGet(() -> readNumber(name, NumberRule.TIME));
    }

    private int readNumberOnly(String name, NumberRule rule) {
        return require(name, ColumnTypes::isNumber, rule, rule.subject() + " must be a number")
                .orElseGet(() -> readNumber(name, rule));
    }

    private int readNumber(String name, NumberRule rule) {
        return add(column(name, DataTypes.DoubleType), new ColumnReader.Numbers(name, rule));
    }

    private Optional<Integer> require(String name, Predicate<DataType> right, NumberRule role, String rule) {
        return right.test(type(name)) ? Optional.empty() : Optional.of(refuse(name, role, rule, ""));
    }

    private int refuse(String name, NumberRule role, String rule, String advice) {
        wrongTypes.add(
                "Column '" + name + "': " + rule + " (type: " + type(name).simpleString() + ")" + advice);
        return ColumnTypes.isText(type(name))
                ? add(column(name), new ColumnReader.NonNumericText(name, role, advice, separators))
                : readers.size();
    }

    private int add(Column column, ColumnReader reader) {
        projection.add(column);
        readers.add(reader);
        return readers.size() - 1;
    }

    private DataType type(String name) {
        return schema.apply(name).dataType();
    }

    private Column text(String name) {
        return column(name, DataTypes.StringType);
    }

    /** A floating-point number as text, -0.0 as 0.0, which it equals. */
    private Column unsignedZero(String name) {
        return column(name).plus(functions.lit(0).cast(type(name))).cast(DataTypes.StringType);
    }

    private Column whole(String name) {
        return column(name, DataTypes.LongType);
    }

    private Column column(String name, DataType type) {
        return type(name).equals(type) ? column(name) : column(name).cast(type);
    }

    private static Column column(String name) {
        return ColumnNames.column(name);
    }
}
