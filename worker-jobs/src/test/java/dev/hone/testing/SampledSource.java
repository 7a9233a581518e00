package dev.hone.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Arguments of a parameterized test, as {@code MethodSource} takes them from methods, but a sample by default: all of them
 * would take too long for every build. The sample follows from {@link Sampling#ofThisBuild}, has an example from each
 * method, and shows each kind of a {@link Kinded} example. Profile {@code full} runs all examples.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(SampledArguments.class)
@ExtendWith(SeedInFailures.class)
public @interface SampledSource {

    /** Names of methods of the test class without parameters that return a stream or a collection. */
    String[] value();

    /** Least number of examples. Default: 1. */
    int atLeast() default 1;
}
