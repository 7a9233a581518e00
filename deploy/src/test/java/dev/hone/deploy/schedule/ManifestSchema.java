package dev.hone.deploy.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.AbstractJsonValidator;
import com.networknt.schema.AbstractKeyword;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.Keyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks manifests: those of the operators by the schemas under {@code operators}, Kubernetes' own kinds by its Java models, with
 * no field that these do not know.
 */
final class ManifestSchema {
    private static final Map<String, Class<?>> MODELS = Stream.of(
                    Affinity.class,
                    ConfigMap.class,
                    CronJob.class,
                    EnvFromSource.class,
                    EnvVar.class,
                    Namespace.class,
                    ObjectMeta.class,
                    PersistentVolumeClaim.class,
                    Pod.class,
                    PodSecurityContext.class,
                    PodTemplateSpec.class,
                    Role.class,
                    RoleBinding.class,
                    SecurityContext.class,
                    ServiceAccount.class,
                    Toleration.class,
                    Volume.class,
                    VolumeMount.class)
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    /** The models keep fields that they do not know; without that, each is a mistake. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Map<String, JsonSchema> OF_OPERATORS = Map.of(
            "sparkoperator.k8s.io/v1beta2", schema("/operators/sparkoperator.k8s.io-v1beta2.yaml"),
            "spark.apache.org/v1", schema("/operators/spark.apache.org-v1.yaml"));
    private static final Set<String> OF_KUBERNETES = Set.of("v1", "batch/v1", "rbac.authorization.k8s.io/v1");

    private ManifestSchema() {}

    /** What is wrong with a manifest, one line each. */
    static List<String> mistakes(JsonNode manifest) {
        String version = manifest.path("apiVersion").asText();
        JsonSchema schema = OF_OPERATORS.get(version);
        if (schema != null) {
            return schema.validate(manifest).stream()
                    .map(ValidationMessage::getMessage)
                    .toList();
        }
        String kind = manifest.path("kind").asText();
        return OF_KUBERNETES.contains(version) && MODELS.containsKey(kind)
                ? mistakes(kind, manifest)
                : List.of("no schema of " + kind + " in " + version);
    }

    private static List<String> mistakes(String model, JsonNode node) {
        try {
            STRICT.treeToValue(node, Objects.requireNonNull(MODELS.get(model), model));
            return List.of();
        } catch (JsonProcessingException e) {
            return List.of(model + ": " + e.getOriginalMessage());
        }
    }

    private static JsonSchema schema(String resource) {
        JsonMetaSchema meta = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                .keyword(new ModelKeyword())
                .build();
        return JsonSchemaFactory.getInstance(VersionFlag.V202012, builder -> builder.metaSchema(meta))
                .getSchema(Documents.resource(resource));
    }

    /** {@code k8s: NAME}: a part that is one of Kubernetes' own. */
    private static final class ModelKeyword extends AbstractKeyword {
        private ModelKeyword() {
            super("k8s");
        }

        @Override
        public JsonValidator newValidator(
                SchemaLocation location,
                JsonNodePath path,
                JsonNode model,
                JsonSchema parent,
                ValidationContext context) {
            return new ModelValidator(location, path, this, model);
        }
    }

    private static final class ModelValidator extends AbstractJsonValidator {
        private final String model;

        private ModelValidator(SchemaLocation location, JsonNodePath path, Keyword keyword, JsonNode model) {
            super(location, path, keyword, model);
            this.model = model.textValue();
        }

        @Override
        public Set<ValidationMessage> validate(
                ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath place) {
            return mistakes(model, node).stream()
                    .map(mistake -> ValidationMessage.builder()
                            .message("{0}: {1}")
                            .instanceLocation(place)
                            .arguments(mistake)
                            .build())
                    .collect(Collectors.toSet());
        }
    }
}
