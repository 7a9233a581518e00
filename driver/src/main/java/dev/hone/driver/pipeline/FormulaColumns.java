package dev.hone.driver.pipeline;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.spark.ml.feature.ParsedRFormula;
import org.apache.spark.ml.feature.RFormula;
import org.apache.spark.ml.feature.RFormulaParser;
import org.apache.spark.ml.feature.ResolvedRFormula;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** The columns that the formula of an {@code RFormula} names, by Spark's own parser. */
public final class FormulaColumns {
    private static final StructType NONE = new StructType();
    private static final StructType ANY = NONE.add("any column", DataTypes.DoubleType);

    private final ParsedRFormula formula;

    public FormulaColumns(RFormula stage) {
        formula = RFormulaParser.parse(stage.getFormula());
    }

    /** The response; blank if there is none. */
    String response() {
        return formula.resolve(NONE).label();
    }

    /** The columns that the features are made of, where the dot stands for all those of a schema. */
    Set<String> terms(StructType dot) {
        ResolvedRFormula resolved = formula.resolve(dot);
        Set<String> terms = new LinkedHashSet<>();
        CollectionConverters.asJava(resolved.terms()).forEach(term -> terms.addAll(CollectionConverters.asJava(term)));
        return terms;
    }

    /** The columns that {@code fit} must not see: it would take the hidden ones for the dot, if the formula has one. */
    public Set<String> without(Set<String> hidden) {
        Set<String> named = terms(NONE);
        if (terms(ANY).equals(named)) {
            return Set.of();
        }
        Set<String> unseen = new HashSet<>(hidden);
        unseen.removeAll(named);
        unseen.remove(response());
        return unseen;
    }

    /** What the dot stands for. */
    StructType dot(StructType schema, Set<String> hidden) {
        Set<String> unseen = without(hidden);
        return new StructType(Arrays.stream(schema.fields())
                .filter(field -> !unseen.contains(field.name()))
                .toArray(StructField[]::new));
    }
}
