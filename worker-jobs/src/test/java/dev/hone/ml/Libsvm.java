package dev.hone.ml;

import dev.hone.ml.svm.SvmParams;
import dev.hone.worker.data.RowView;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/** Trains and predicts by libsvm. */
public final class Libsvm {
    static {
        svm.svm_set_print_string_function(text -> {});
    }

    private final svm_model model;

    private Libsvm(svm_model model) {
        this.model = model;
    }

    /** Rows in the order of their classes, so that classes are numbered in ascending order. */
    public static Libsvm classes(RowView rows, SvmParams params, double gamma) {
        int[] order = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparingDouble(rows::label))
                .mapToInt(Integer::intValue)
                .toArray();
        svm_parameter parameter = parameter(svm_parameter.C_SVC, params, gamma);
        int[] present = Arrays.stream(rows.labels())
                .mapToInt(label -> (int) label)
                .distinct()
                .toArray();
        if (params.classWeights().length > 0) {
            parameter.nr_weight = present.length;
            parameter.weight_label = present;
            parameter.weight = Arrays.stream(present)
                    .mapToDouble(label -> params.classWeights()[label])
                    .toArray();
        }
        return new Libsvm(svm.svm_train(problem(rows, order), parameter));
    }

    static Libsvm quantities(RowView rows, SvmParams params, double gamma) {
        int[] order = IntStream.range(0, rows.size()).toArray();
        return new Libsvm(svm.svm_train(problem(rows, order), parameter(svm_parameter.EPSILON_SVR, params, gamma)));
    }

    private static svm_problem problem(RowView rows, int[] order) {
        svm_problem problem = new svm_problem();
        problem.l = order.length;
        problem.x = Arrays.stream(order)
                .mapToObj(position -> nodes(rows.vector(position).toArray()))
                .toArray(svm_node[][]::new);
        problem.y = Arrays.stream(order).mapToDouble(rows::label).toArray();
        return problem;
    }

    private static svm_parameter parameter(int type, SvmParams params, double gamma) {
        svm_parameter parameter = new svm_parameter();
        parameter.svm_type = type;
        parameter.kernel_type = switch (params.kernel()) {
            case LINEAR -> svm_parameter.LINEAR;
            case POLY -> svm_parameter.POLY;
            case RBF -> svm_parameter.RBF;
            case SIGMOID -> svm_parameter.SIGMOID;
        };
        parameter.gamma = gamma;
        parameter.degree = params.degree();
        parameter.coef0 = params.coef0();
        parameter.C = params.c();
        parameter.p = params.epsilon();
        parameter.eps = params.tolerance();
        parameter.cache_size = params.cacheMegabytes();
        parameter.shrinking = 1;
        return parameter;
    }

    private static svm_node[] nodes(double[] values) {
        return IntStream.range(0, values.length)
                .filter(column -> values[column] != 0)
                .mapToObj(column -> {
                    svm_node node = new svm_node();
                    node.index = column;
                    node.value = values[column];
                    return node;
                })
                .toArray(svm_node[]::new);
    }

    /** One per pair of classes, or the predicted quantity. */
    public double[] decisions(double[] row) {
        double[] decisions = new double[model.rho.length];
        svm.svm_predict_values(model, nodes(row), decisions);
        return decisions;
    }

    int numSupportVectors() {
        return model.l;
    }
}
