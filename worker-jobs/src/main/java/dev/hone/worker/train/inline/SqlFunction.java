package dev.hone.worker.train.inline;

import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.jspecify.annotations.Nullable;

/** The functions of {@code org.apache.spark.sql.functions} that trainers apply to columns. */
enum SqlFunction {
    EQUAL("=", DataTypes.BooleanType) {
        @Override
        TaskColumn.Values values(List<TaskColumn.Values> arguments) {
            return compared(arguments, order -> order == 0);
        }
    },
    LESS("<", DataTypes.BooleanType) {
        @Override
        TaskColumn.Values values(List<TaskColumn.Values> arguments) {
            return compared(arguments, order -> order < 0);
        }
    },
    LESS_OR_EQUAL("<=", DataTypes.BooleanType) {
        @Override
        TaskColumn.Values values(List<TaskColumn.Values> arguments) {
            return compared(arguments, order -> order <= 0);
        }
    },
    GREATER(">", DataTypes.BooleanType) {
        @Override
        TaskColumn.Values values(List<TaskColumn.Values> arguments) {
            return compared(arguments, order -> order > 0);
        }
    },
    GREATER_OR_EQUAL(">=", DataTypes.BooleanType) {
        @Override
        TaskColumn.Values values(List<TaskColumn.Values> arguments) {
            return compared(arguments, order -> order >= 0);
        }
    },
    NOT("!", DataTypes.BooleanType) {
        @Override
        TaskColumn.Values values(List<TaskColumn.Values> arguments) {
            TaskColumn.Values argument = arguments.get(0);
            return row -> negated((Boolean) argument.at(row));
        }
    },
    OR("or", DataTypes.BooleanType) {
        @Override
        TaskColumn.Values values(List<TaskColumn.Values> arguments) {
            return row ->
                    isTrue(arguments.get(0).at(row)) || isTrue(arguments.get(1).at(row));
        }
    },
    AND("and", DataTypes.BooleanType) {
        @Override
        TaskColumn.Values values(List<TaskColumn.Values> arguments) {
            return row ->
                    isTrue(arguments.get(0).at(row)) && isTrue(arguments.get(1).at(row));
        }
    },
    IS_NULL("isnull", DataTypes.BooleanType) {
        @Override
        TaskColumn.Values values(List<TaskColumn.Values> arguments) {
            return row -> arguments.get(0).at(row) == null;
        }
    },
    IS_NAN("isnan", DataTypes.BooleanType) {
        @Override
        TaskColumn.Values values(List<TaskColumn.Values> arguments) {
            return row -> arguments.get(0).at(row) instanceof Double number && number.isNaN();
        }
    },
    UNWRAP_UDT("unwrap_udt", DataTypes.NullType) {
        /** A vector stays what it is; {@link ColumnCompiler} reads its stored values. */
        @Override
        TaskColumn over(String name, List<TaskColumn> arguments) {
            return arguments.get(0).as(name);
        }

        @Override
        TaskColumn.Values values(List<TaskColumn.Values> arguments) {
            return arguments.get(0);
        }
    },
    CONCAT("concat", DataTypes.StringType) {
        @Override
        TaskColumn.Values values(List<TaskColumn.Values> arguments) {
            return row ->
                    arguments.stream().map(part -> String.valueOf(part.at(row))).collect(Collectors.joining());
        }
    },
    RAISE_ERROR("raise_error", DataTypes.NullType) {
        @Override
        TaskColumn.Values values(List<TaskColumn.Values> arguments) {
            return row -> {
                throw new IllegalArgumentException(
                        String.valueOf(arguments.get(0).at(row)));
            };
        }
    },
    /** One partition, hence the row number. */
    MONOTONICALLY_INCREASING_ID("monotonically_increasing_id", DataTypes.LongType) {
        @Override
        TaskColumn.Values values(List<TaskColumn.Values> arguments) {
            return row -> (long) row;
        }
    };

    private final String sqlName;
    private final DataType type;

    SqlFunction(String sqlName, DataType type) {
        this.sqlName = sqlName;
        this.type = type;
    }

    static SqlFunction named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (SqlFunction function : values()) {
            if (function.sqlName.equals(wanted)) {
                return function;
            }
        }
        throw ColumnCompiler.unsupported("function " + name);
    }

    /** The function applied to columns. */
    TaskColumn over(String name, List<TaskColumn> arguments) {
        return TaskColumn.of(
                name,
                type,
                Metadata.empty(),
                values(arguments.stream().map(TaskColumn::values).toList()));
    }

    abstract TaskColumn.Values values(List<TaskColumn.Values> arguments);

    private static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(value);
    }

    private static @Nullable Boolean negated(@Nullable Boolean value) {
        return value == null ? null : Boolean.valueOf(!value);
    }

    private static TaskColumn.Values compared(List<TaskColumn.Values> arguments, IntPredicate holds) {
        TaskColumn.Values left = arguments.get(0);
        TaskColumn.Values right = arguments.get(1);
        return row -> compared(SqlValues.number(left.at(row)), SqlValues.number(right.at(row)), holds);
    }

    private static @Nullable Boolean compared(@Nullable Double left, @Nullable Double right, IntPredicate holds) {
        return (left == null || right == null) ? null : Boolean.valueOf(holds.test(SqlValues.compare(left, right)));
    }
}
