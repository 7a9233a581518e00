package dev.hone.driver.execute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;

/**
 * A model during whose saving executors die.
 *
 * @param model what is saved
 * @param deaths how many die, each leaving a file
 */
record DyingModel(MLWritable model, int deaths) implements MLWritable {
    @Override
    public MLWriter write() {
        return new Writer(model, deaths);
    }

    @Override
    public void save(String path) throws IOException {
        write().save(path);
    }

    private static final class Writer extends MLWriter {
        private final MLWritable model;
        private final int deaths;

        Writer(MLWritable model, int deaths) {
            this.model = model;
            this.deaths = deaths;
        }

        @Override
        public void saveImpl(String path) {
            int most = deaths;
            JavaSparkContext.fromSparkContext(sc())
                    .parallelize(List.of("saved"), 1)
                    .foreach(name -> dieUpTo(most, name));
            try {
                model.write().overwrite().save(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void dieUpTo(int most, String name) {
            Path folder = Path.of(SparkEnv.get().conf().get(DyingTree.FOLDER)).resolve(name);
            if (DyingTree.deaths(folder) < most) {
                DyingTree.die(folder);
            }
        }
    }
}
