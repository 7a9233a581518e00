package dev.hone.driver.cli;

import java.io.Serializable;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.ml.feature.Tokenizer;
import scala.Function1;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;

/** A tokenizer that counts the rows it is applied to. */
public final class CountedWords extends Tokenizer {
    private static final long serialVersionUID = 1L;
    static final LongAdder ROWS = new LongAdder();

    public CountedWords(String uid) {
        super(uid);
    }

    @Override
    public Function1<String, Seq<String>> createTransformFunc() {
        return new Counting(super.createTransformFunc());
    }

    private static final class Counting extends AbstractFunction1<String, Seq<String>> implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Function1<String, Seq<String>> words;

        Counting(Function1<String, Seq<String>> words) {
            this.words = words;
        }

        @Override
        public Seq<String> apply(String text) {
            ROWS.increment();
            return words.apply(text);
        }
    }
}
