package dev.hone.worker.train.inline;

import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.function.IntPredicate;
import org.apache.spark.sql.internal.ColumnNode;
import org.apache.spark.sql.internal.LambdaFunction;
import org.apache.spark.sql.internal.Literal;
import org.apache.spark.sql.internal.UnresolvedFunction;
import org.apache.spark.sql.internal.UnresolvedNamedLambdaVariable;
import scala.jdk.javaapi.CollectionConverters;

/** The condition on each value of a vector that a trainer's check passes to {@code functions.exists}, on primitives. */
final class ValuePredicate {
    private final DoublePredicate condition;

    private ValuePredicate(DoublePredicate condition) {
        this.condition = condition;
    }

    static ValuePredicate of(ColumnNode node) {
        if (node instanceof LambdaFunction lambda && lambda.arguments().size() == 1) {
            return new ValuePredicate(condition(lambda.function()));
        }
        throw ColumnCompiler.unsupported("condition " + node.sql());
    }

    boolean anyOf(double[] values) {
        for (double value : values) {
            if (condition.test(value)) {
                return true;
            }
        }
        return false;
    }

    private static DoublePredicate condition(ColumnNode node) {
        if (!(node instanceof UnresolvedFunction function)) {
            throw ColumnCompiler.unsupported("condition " + node.sql());
        }
        List<ColumnNode> arguments = CollectionConverters.asJava(function.arguments());
        return switch (function.functionName().toLowerCase(Locale.ROOT)) {
            case "or" -> condition(arguments.get(0)).or(condition(arguments.get(1)));
            case "and" -> condition(arguments.get(0)).and(condition(arguments.get(1)));
            case "!" -> condition(arguments.get(0)).negate();
            case "isnan" -> ofVariable(arguments.get(0), Double::isNaN);
            case "=" -> compared(arguments, order -> order == 0);
            case "<" -> compared(arguments, order -> order < 0);
            case "<=" -> compared(arguments, order -> order <= 0);
            case ">" -> compared(arguments, order -> order > 0);
            case ">=" -> compared(arguments, order -> order >= 0);
            default -> throw ColumnCompiler.unsupported("condition " + node.sql());
        };
    }

    private static DoublePredicate compared(List<ColumnNode> arguments, IntPredicate holds) {
        if (arguments.get(1) instanceof Literal literal && literal.value() instanceof Number bound) {
            double limit = bound.doubleValue();
            return ofVariable(arguments.get(0), value -> holds.test(SqlValues.compare(value, limit)));
        }
        throw ColumnCompiler.unsupported("condition on " + arguments.get(1).sql());
    }

    private static DoublePredicate ofVariable(ColumnNode node, DoublePredicate predicate) {
        if (node instanceof UnresolvedNamedLambdaVariable) {
            return predicate;
        }
        throw ColumnCompiler.unsupported("condition on " + node.sql());
    }
}
