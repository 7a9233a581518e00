package dev.hone.ml;

import dev.hone.ml.svm.Kernel;
import dev.hone.ml.svm.SvmModel;
import java.util.Arrays;

/** Support vector machines among a model's arrays. */
final class SvmModels {
    private SvmModels() {}

    static ModelArrays put(ModelArrays arrays, SvmModel machine) {
        double[][] coefficients = machine.coefficients();
        int width = machine.vectors().numRows();
        double[] flat = new double[Math.multiplyExact(coefficients.length, width)];
        for (int row = 0; row < coefficients.length; row++) {
            System.arraycopy(coefficients[row], 0, flat, row * width, width);
        }
        return Matrices.put(arrays, "vectors", machine.vectors())
                .put("kernel", Kernel.NAMES.indexOf(machine.kernel().text()))
                .put("gamma", machine.shape().gamma())
                .put("degree", machine.shape().degree())
                .put("coef0", machine.shape().coef0())
                .put("coefficients", flat)
                .put("offsets", machine.offsets())
                .put("labels", machine.labels())
                .put("counts", machine.counts())
                .put("classes", machine.numClasses());
    }

    static SvmModel get(ModelArrays arrays) {
        int[] labels = arrays.ints("labels");
        double[] flat = arrays.doubles("coefficients");
        double[][] coefficients = new double[Math.max(1, labels.length - 1)][];
        int width = flat.length / coefficients.length;
        for (int row = 0; row < coefficients.length; row++) {
            coefficients[row] = Arrays.copyOfRange(flat, row * width, (row + 1) * width);
        }
        return new SvmModel(
                Kernel.named(Kernel.NAMES.get(arrays.whole("kernel"))),
                new Kernel.Shape(arrays.doubles("gamma")[0], arrays.whole("degree"), arrays.doubles("coef0")[0]),
                Matrices.get(arrays, "vectors"),
                coefficients,
                arrays.doubles("offsets"),
                labels,
                arrays.ints("counts"),
                arrays.whole("classes"));
    }
}
