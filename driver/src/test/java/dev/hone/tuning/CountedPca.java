package dev.hone.tuning;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.PCAModel;
import org.apache.spark.sql.Dataset;

/** Counts how often it is fitted. */
public final class CountedPca extends PCA {
    private static final long serialVersionUID = 1L;
    public static final AtomicInteger FITS = new AtomicInteger();

    public CountedPca(String uid) {
        super(uid);
    }

    @Override
    public PCAModel fit(Dataset<?> dataset) {
        FITS.incrementAndGet();
        return super.fit(dataset);
    }
}
