package dev.hone.worker.train.inline;

import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.classic.ColumnNodeExpression;
import org.apache.spark.sql.expressions.SparkUserDefinedFunction;
import org.apache.spark.sql.internal.Alias;
import org.apache.spark.sql.internal.CaseWhenOtherwise;
import org.apache.spark.sql.internal.Cast;
import org.apache.spark.sql.internal.ColumnNode;
import org.apache.spark.sql.internal.InvokeInlineUserDefinedFunction;
import org.apache.spark.sql.internal.Literal;
import org.apache.spark.sql.internal.UnresolvedAttribute;
import org.apache.spark.sql.internal.UnresolvedExtractValue;
import org.apache.spark.sql.internal.UnresolvedFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.Function2;
import scala.Function3;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Turns the {@code Column}s that trainers select (their checks of labels, weights and vectors, casts, UDFs) into
 * {@link TaskColumn}s over the columns of one dataset. Stands in for Spark SQL's analyzer, and refuses what it does not
 * know by name.
 */
final class ColumnCompiler {
    private final List<TaskColumn> columns;

    ColumnCompiler(List<TaskColumn> columns) {
        this.columns = columns;
    }

    TaskColumn compile(Expression expression) {
        if (expression instanceof ColumnNodeExpression wrapped) {
            return compile(wrapped.node());
        }
        throw unsupported("expression " + expression);
    }

    TaskColumn compile(ColumnNode node) {
        if (node instanceof UnresolvedAttribute attribute) {
            return attribute(CollectionConverters.asJava(attribute.nameParts()));
        }
        if (node instanceof Literal literal) {
            Object value = literal.value();
            return TaskColumn.of(literal.sql(), typeOf(value), Metadata.empty(), row -> value);
        }
        if (node instanceof Alias alias) {
            return alias(alias);
        }
        if (node instanceof Cast cast) {
            TaskColumn child = compile(cast.child());
            return TaskColumn.of(
                    child.name(), cast.dataType(), child.field().metadata(), SqlValues.cast(child, cast.dataType()));
        }
        if (node instanceof CaseWhenOtherwise cases) {
            return cases(cases);
        }
        if (node instanceof UnresolvedExtractValue extract) {
            return extract(extract);
        }
        if (node instanceof InvokeInlineUserDefinedFunction call) {
            return userFunction(call);
        }
        if (node instanceof UnresolvedFunction function) {
            return function(function);
        }
        throw unsupported("column " + node.sql());
    }

    static UnsupportedOperationException unsupported(String what) {
        return new UnsupportedOperationException("Inside a task there is no Spark SQL to evaluate " + what);
    }

    private TaskColumn attribute(List<String> parts) {
        TaskColumn column = columns.stream()
                .filter(candidate -> candidate.name().equals(parts.get(0)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No column '" + String.join(".", parts) + "' (columns: "
                        + String.join(
                                ", ", columns.stream().map(TaskColumn::name).toList()) + ")"));
        for (String field : parts.subList(1, parts.size())) {
            column = structField(column, field);
        }
        return column;
    }

    private static TaskColumn structField(TaskColumn struct, String name) {
        StructType type = (StructType) struct.type();
        int index = type.fieldIndex(name);
        return new TaskColumn(
                type.fields()[index], row -> ((Row) notNull(struct.values().at(row))).get(index));
    }

    private static Object notNull(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("A struct must not be null");
        }
        return value;
    }

    private TaskColumn alias(Alias alias) {
        TaskColumn column = compile(alias.child()).as(alias.name().head());
        return alias.metadata().isDefined() ? column.with(alias.metadata().get()) : column;
    }

    private TaskColumn cases(CaseWhenOtherwise cases) {
        List<Branch> branches = CollectionConverters.asJava(cases.branches()).stream()
                .map(this::branch)
                .toList();
        TaskColumn otherwise = cases.otherwise().isDefined()
                ? compile(cases.otherwise().get())
                : TaskColumn.of("null", DataTypes.NullType, Metadata.empty(), row -> null);
        DataType type = branches.stream()
                .map(branch -> branch.result().type())
                .filter(candidate -> !candidate.equals(DataTypes.NullType))
                .findFirst()
                .orElse(otherwise.type());
        return TaskColumn.of(cases.sql(), type, Metadata.empty(), row -> {
            for (Branch branch : branches) {
                if (Boolean.TRUE.equals(branch.condition().values().at(row))) {
                    return branch.result().values().at(row);
                }
            }
            return otherwise.values().at(row);
        });
    }

    private record Branch(TaskColumn condition, TaskColumn result) {}

    private Branch branch(Tuple2<ColumnNode, ColumnNode> branch) {
        return new Branch(compile(branch._1()), compile(branch._2()));
    }

    /** {@code unwrap_udt(vector).values}: the values that a vector stores. */
    private TaskColumn extract(UnresolvedExtractValue extract) {
        TaskColumn child = compile(extract.child());
        boolean values = extract.extraction() instanceof Literal literal && "values".equals(literal.value());
        if (!(child.type() instanceof VectorUDT) || !values) {
            throw unsupported("column " + extract.sql());
        }
        return TaskColumn.of(
                extract.sql(),
                DataTypes.createArrayType(DataTypes.DoubleType, false),
                Metadata.empty(),
                row -> SqlValues.stored((Vector) child.values().at(row)));
    }

    private TaskColumn userFunction(InvokeInlineUserDefinedFunction call) {
        List<TaskColumn> arguments = compileAll(CollectionConverters.asJava(call.arguments()));
        if (call.function() instanceof SparkUserDefinedFunction function) {
            return TaskColumn.of(call.sql(), function.dataType(), Metadata.empty(), call(function.f(), arguments));
        }
        throw unsupported("user-defined function " + call.sql());
    }

    private static TaskColumn.Values call(Object function, List<TaskColumn> arguments) {
        List<TaskColumn.Values> values =
                arguments.stream().map(TaskColumn::values).toList();
        if (function instanceof Function1<?, ?> unary && values.size() == 1) {
            return row -> SqlValues.apply(unary, values.get(0).at(row));
        }
        if (function instanceof Function2<?, ?, ?> binary && values.size() == 2) {
            return row ->
                    SqlValues.apply(binary, values.get(0).at(row), values.get(1).at(row));
        }
        if (function instanceof Function3<?, ?, ?, ?> ternary && values.size() == 3) {
            return row -> SqlValues.apply(
                    ternary,
                    values.get(0).at(row),
                    values.get(1).at(row),
                    values.get(2).at(row));
        }
        throw unsupported("a function of " + values.size() + " arguments");
    }

    private TaskColumn function(UnresolvedFunction function) {
        List<ColumnNode> arguments = CollectionConverters.asJava(function.arguments());
        if (function.functionName().equals("exists")) {
            return exists(function, arguments);
        }
        return SqlFunction.named(function.functionName()).over(function.sql(), compileAll(arguments));
    }

    private TaskColumn exists(UnresolvedFunction function, List<ColumnNode> arguments) {
        TaskColumn.Values values = compile(arguments.get(0)).values();
        ValuePredicate predicate = ValuePredicate.of(arguments.get(1));
        return TaskColumn.of(
                function.sql(),
                DataTypes.BooleanType,
                Metadata.empty(),
                row -> predicate.anyOf((double[]) notNull(values.at(row))));
    }

    private List<TaskColumn> compileAll(List<ColumnNode> nodes) {
        return nodes.stream().map(this::compile).toList();
    }

    private static DataType typeOf(@Nullable Object value) {
        if (value instanceof Double) {
            return DataTypes.DoubleType;
        }
        if (value instanceof Integer) {
            return DataTypes.IntegerType;
        }
        if (value instanceof Long) {
            return DataTypes.LongType;
        }
        if (value instanceof Boolean) {
            return DataTypes.BooleanType;
        }
        return value == null ? DataTypes.NullType : DataTypes.StringType;
    }
}
