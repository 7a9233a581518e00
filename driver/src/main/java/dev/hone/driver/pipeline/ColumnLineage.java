package dev.hone.driver.pipeline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * From which columns of a frame those of another one, made from it, are computed: read off Spark's analyzed plan, where each
 * attribute has an id and is either handed on or an expression of others. No row is looked at.
 */
public final class ColumnLineage {
    private final Map<Long, String> before = new LinkedHashMap<>();
    private final Map<Long, Optional<Set<String>>> computed = new HashMap<>();
    private final List<Attribute> after;

    /**
     * @param before a frame
     * @param after made from it by a transformer
     */
    public ColumnLineage(Dataset<Row> before, Dataset<Row> after) {
        for (Attribute attribute : list(plan(before).output())) {
            this.before.put(id(attribute), attribute.name());
        }
        LogicalPlan made = plan(after);
        this.after = list(made.output());
        visit(made);
    }

    /**
     * A column of the frame after.
     *
     * @param handedOn whether it is a column of the frame before, under the same name or another one
     * @param sources the columns of the frame before that its values depend on; empty if that cannot be told
     */
    public record Traced(String name, boolean handedOn, Optional<Set<String>> sources) {}

    /** The columns of the frame after, in order. */
    public List<Traced> columns() {
        return after.stream()
                .map(attribute -> new Traced(attribute.name(), before.containsKey(id(attribute)), sources(attribute)))
                .toList();
    }

    private void visit(LogicalPlan plan) {
        list(plan.children()).forEach(this::visit);
        list(plan.expressions()).forEach(expression -> {
            if (expression instanceof Alias alias) {
                computed.put(alias.exprId().id(), sources(alias.child()));
            }
        });
        if (plan instanceof Generate generate) {
            Optional<Set<String>> sources = sources((Expression) generate.generator());
            list(generate.generatorOutput()).forEach(attribute -> computed.put(id(attribute), sources));
        }
    }

    private Optional<Set<String>> sources(Attribute attribute) {
        String name = before.get(id(attribute));
        return name == null ? computed.getOrDefault(id(attribute), Optional.empty()) : Optional.of(Set.of(name));
    }

    /** A subquery may read anything. */
    private Optional<Set<String>> sources(Expression expression) {
        if (expression.exists(part -> part instanceof SubqueryExpression)) {
            return Optional.empty();
        }
        Set<String> all = new HashSet<>();
        for (Attribute attribute : list(expression.references().toSeq())) {
            Optional<Set<String>> sources = sources(attribute);
            if (sources.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(sources.get());
        }
        return Optional.of(all);
    }

    private static LogicalPlan plan(Dataset<Row> frame) {
        return ((org.apache.spark.sql.classic.Dataset<Row>) frame)
                .queryExecution()
                .analyzed();
    }

    private static long id(Attribute attribute) {
        return attribute.exprId().id();
    }

    private static <T> List<T> list(Iterable<T> items) {
        return List.copyOf(CollectionConverters.asJavaCollection(items));
    }
}
