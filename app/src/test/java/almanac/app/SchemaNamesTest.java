package almanac.app;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A document has one schema for each name, and the whole document has those of all APIs. */
final class SchemaNamesTest {

    private final TreeMap<String, Set<String>> named = new TreeMap<>();
    private final Set<Type> seen = new HashSet<>();

    @Test
    void no_two_classes_are_documented_under_one_name() {
        AlmanacServer.shared()
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .values()
                .forEach(handler -> visit(handler.getMethod()));

        assertThat(named).containsKeys("EventJson", "Session", "Academic session", "Aurinko event");
        assertThat(named.values()).allSatisfy(types -> assertThat(types).hasSize(1));
    }

    private void visit(Method handler) {
        visit(handler.getGenericReturnType());
        for (var parameter : handler.getParameters()) {
            if (parameter.isAnnotationPresent(RequestBody.class)) {
                visit(parameter.getParameterizedType());
            }
        }
        for (var response : handler.getAnnotationsByType(ApiResponse.class)) {
            for (var content : response.content()) {
                visit(content.schema().implementation());
            }
        }
    }

    private void visit(Type type) {
        if (!seen.add(type)) {
            return;
        }
        switch (type) {
            case ParameterizedType generic -> {
                visit(generic.getRawType());
                Stream.of(generic.getActualTypeArguments()).forEach(this::visit);
                note(generic);
            }
            case Class<?> record when record.isRecord() -> {
                for (var component : record.getRecordComponents()) {
                    visit(component.getGenericType());
                }
                note(record);
            }
            default -> {}
        }
    }

    private void note(Type type) {
        var isGenericItself =
                type instanceof Class<?> plain && plain.getTypeParameters().length > 0;
        if (raw(type).isRecord() && !isGenericItself) {
            named.computeIfAbsent(name(type), name -> new TreeSet<>()).add(type.getTypeName());
        }
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> raw(generic.getRawType());
            default -> Object.class;
        };
    }

    /** As swagger names it: a generic one with what it holds. */
    private static String name(Type type) {
        if (type instanceof ParameterizedType generic) {
            return raw(generic).getSimpleName()
                    + Stream.of(generic.getActualTypeArguments())
                            .map(SchemaNamesTest::name)
                            .collect(Collectors.joining());
        }
        var schema = raw(type).getAnnotation(Schema.class);
        return schema == null || schema.name().isEmpty()
                ? raw(type).getSimpleName()
                : schema.name();
    }
}
