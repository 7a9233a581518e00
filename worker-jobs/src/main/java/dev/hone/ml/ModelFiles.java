package dev.hone.ml;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.SparkSession;

/**
 * Saves and loads models of this package: Spark's own {@code metadata} with class, uid and params, and beside it the file
 * {@code data/arrays.bin}.
 */
final class ModelFiles {
    private static final String ARRAYS = "data/arrays.bin";

    private ModelFiles() {}

    /**
     * A writer of the model.
     *
     * @param arrays what the model consists of besides its params
     */
    static MLWriter writer(Params model, Supplier<ModelArrays> arrays) {
        return new Writer(model, arrays);
    }

    /**
     * A reader of models of one class.
     *
     * @param make from uid and arrays to the model, whose params are then set
     */
    static <M extends Params> MLReader<M> reader(Class<M> type, BiFunction<String, ModelArrays, M> make) {
        return new Reader<>(type, make);
    }

    private static final class Writer extends MLWriter {
        private final Params model;
        private final Supplier<ModelArrays> arrays;

        Writer(Params model, Supplier<ModelArrays> arrays) {
            this.model = model;
            this.arrays = arrays;
        }

        @Override
        public void saveImpl(String path) {
            DefaultParamsWriter.saveMetadata(model, path, sparkSession());
            Path file = new Path(path, ARRAYS);
            try (DataOutputStream out = new DataOutputStream(
                    new BufferedOutputStream(fileSystem(file, sparkSession()).create(file)))) {
                arrays.get().write(out);
            } catch (IOException e) {
                throw new UncheckedIOException("Model cannot be written to " + file + ": " + e.getMessage(), e);
            }
        }
    }

    private static final class Reader<M extends Params> extends MLReader<M> {
        private final Class<M> type;
        private final BiFunction<String, ModelArrays, M> make;

        Reader(Class<M> type, BiFunction<String, ModelArrays, M> make) {
            this.type = type;
            this.make = make;
        }

        @Override
        public M load(String path) {
            DefaultParamsReader.Metadata metadata =
                    DefaultParamsReader.loadMetadata(path, sparkSession(), type.getName());
            M model = make.apply(metadata.uid(), arrays(new Path(path, ARRAYS)));
            metadata.getAndSetParams(model, metadata.getAndSetParams$default$2());
            return model;
        }

        private ModelArrays arrays(Path file) {
            try (DataInputStream in = new DataInputStream(
                    new BufferedInputStream(fileSystem(file, sparkSession()).open(file)))) {
                return ModelArrays.read(in);
            } catch (IOException e) {
                throw new UncheckedIOException("Model cannot be read from " + file + ": " + e.getMessage(), e);
            }
        }
    }

    private static FileSystem fileSystem(Path file, SparkSession session) throws IOException {
        return file.getFileSystem(session.sparkContext().hadoopConfiguration());
    }
}
