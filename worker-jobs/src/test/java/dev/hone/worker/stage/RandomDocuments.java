package dev.hone.worker.stage;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.Tokenizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A few hundred documents of words drawn with a fixed seed: few words often, most seldom; some documents come again. */
final class RandomDocuments {
    private static final long SEED = 22;
    private static final int DOCUMENTS = 300;
    private static final int WORDS = 2_000;
    private static final int LONGEST = 80;

    private RandomDocuments() {}

    /** A column of text. */
    static Dataset<Row> texts(String name) {
        Random random = new Random(SEED);
        String[] texts = new String[DOCUMENTS];
        for (int document = 0; document < texts.length; document++) {
            texts[document] =
                    document > 0 && random.nextInt(10) == 0 ? texts[random.nextInt(document)] : document(random);
        }
        return StageContract.texts(name, texts);
    }

    /** A column of arrays of text. */
    static Dataset<Row> tokens(String name) {
        Tokenizer tokenizer = new Tokenizer().setInputCol("text").setOutputCol(name);
        return StageContract.only(StageContract.after(texts("text"), tokenizer), name);
    }

    private static String document(Random random) {
        return IntStream.range(0, random.nextInt(LONGEST))
                .mapToObj(place -> word(random))
                .collect(Collectors.joining(" "));
    }

    private static String word(Random random) {
        int number = (int) (WORDS * Math.pow(random.nextDouble(), 3));
        return number < 3 ? "the" : Integer.toString(number * 7919, Character.MAX_RADIX);
    }
}
