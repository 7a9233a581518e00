package dev.hone.testing;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.junit.platform.commons.support.ReflectionSupport;

/** The arguments of {@link SampledSource}. */
final class SampledArguments extends AnnotationBasedArgumentsProvider<SampledSource> {

    /** An example and the method that it comes from, which is a kind too. */
    private record Drawn(Object example, String method) implements Kinded {
        @Override
        public List<?> kinds() {
            return example instanceof Kinded kinded
                    ? Stream.concat(Stream.of(method), kinded.kinds().stream()).toList()
                    : List.of(method);
        }

        Arguments arguments() {
            return example instanceof Arguments arguments ? arguments : Arguments.of(example);
        }
    }

    @Override
    protected Stream<? extends Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context, SampledSource source) {
        List<Drawn> all = Arrays.stream(source.value())
                .flatMap(method -> examples(context, method).map(example -> new Drawn(example, method)))
                .toList();
        List<Drawn> sample = Sampling.ofThisBuild().sample(all, source.atLeast());
        System.out.println(context.getDisplayName() + ": " + sample.size() + " of " + all.size() + " examples, "
                + Sampling.ofThisBuild());
        return sample.stream().map(Drawn::arguments);
    }

    private static Stream<?> examples(ExtensionContext context, String name) {
        Object examples = ReflectionSupport.invokeMethod(
                ReflectionSupport.findMethod(context.getRequiredTestClass(), name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "SampledSource: the test class must have the method (method: " + name + ")")),
                context.getTestInstance().orElse(null));
        return examples instanceof Collection<?> collection ? collection.stream() : (Stream<?>) examples;
    }
}
