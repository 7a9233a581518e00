package dev.hone.driver.table.csv;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/** Opens files as Spark's reader of text does. */
final class CsvFiles {
    private CsvFiles() {}

    /** The content, decompressed if the name tells a codec. */
    static InputStream open(Path path, Configuration configuration) throws IOException {
        InputStream file = path.getFileSystem(configuration).open(path);
        CompressionCodec codec = new CompressionCodecFactory(configuration).getCodec(path);
        return codec == null ? file : codec.createInputStream(file);
    }
}
