package dev.hone.driver.tuning.metric;

import dev.hone.worker.train.EstimatorFactory;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The columns that params name. */
public final class Columns {
    private static final Set<String> WITH_A_ROLE = Set.of("featuresCol", "labelCol", "weightCol");

    private Columns() {}

    /** The column that a param names, if there is such a param with a value that is not empty. */
    public static Optional<String> named(Params params, String param) {
        if (!params.hasParam(param) || !params.isDefined(params.getParam(param))) {
            return Optional.empty();
        }
        return Optional.of(params.getOrDefault(params.getParam(param)).toString())
                .filter(name -> !name.isEmpty());
    }

    /** Further columns that the params that are set name. */
    public static Set<String> further(Params params) {
        Set<String> names = new LinkedHashSet<>();
        for (Param<?> param : Arrays.asList(params.params())) {
            if (params.isSet(param)
                    && EstimatorFactory.namesColumn(param.name())
                    && !WITH_A_ROLE.contains(param.name())) {
                named(params, param.name()).ifPresent(names::add);
            }
        }
        return names;
    }
}
