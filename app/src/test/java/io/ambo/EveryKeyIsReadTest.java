package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.ambo.catalog.OpenModel;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Provider;
import io.ambo.catalog.Recogniser;
import io.ambo.config.Settings;
import io.ambo.core.Reason;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No key of a file is read in vain, no reason is only written down. */
class EveryKeyIsReadTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.ambo");

    /** For the people who read the file, and for the tests that try every example of every recogniser. */
    private static final Set<String> FOR_PEOPLE = Set.of(
            "Recogniser.source", "Recogniser.examples", "Example.text", "Example.found", "Recogniser.counterExamples");

    @Test
    void everyKeyOfSettingsPoliciesProvidersRecognisersAndModelsIsUsedSomewhere() {
        var unused = new ArrayList<String>();
        for (var record : records(Settings.class, Policy.class, Provider.class, Recogniser.class, OpenModel.class)) {
            for (var component : record.getRecordComponents()) {
                var name = record.getSimpleName() + "." + component.getName();
                if (!FOR_PEOPLE.contains(name) && !isRead(record, component.getName())) {
                    unused.add(name);
                }
            }
        }
        assertThat(unused).as("read from a file and used by nothing").isEmpty();
    }

    @Test
    void everyReasonIsGivenSomewhere() {
        var given = new HashSet<String>();
        CLASSES.get(Reason.class).getFieldAccessesToSelf().stream()
                .filter(access -> !isTable(access.getOriginOwner()))
                .forEach(access -> given.add(access.getTarget().getName()));
        assertThat(Stream.of(Reason.values()).map(Reason::name)).allMatch(given::contains);
    }

    /** The enum itself, and switches over all of it. */
    private static boolean isTable(JavaClass origin) {
        return origin.isEquivalentTo(Reason.class) || origin.getName().matches(".*\\$\\d+");
    }

    private static boolean isRead(Class<?> record, String component) {
        var accessor = CLASSES.get(record).getMethod(component);
        return Stream.concat(callers(accessor), references(accessor))
                        .anyMatch(reader -> !reader.isEquivalentTo(record)
                                && !reader.getName().endsWith("Reading"))
                || isUsedInside(record, component);
    }

    /** In a method of the record's own that does more than hand it on or copy it. */
    private static boolean isUsedInside(Class<?> record, String component) {
        return CLASSES.get(record).getField(component).getAccessesToSelf().stream()
                .map(access -> access.getOrigin())
                .anyMatch(origin -> !origin.isConstructor()
                        && !origin.getName().equals(component)
                        && !origin.getRawReturnType().isEquivalentTo(record));
    }

    private static Stream<JavaClass> callers(JavaMethod accessor) {
        return accessor.getCallsOfSelf().stream().map(call -> call.getOriginOwner());
    }

    private static Stream<JavaClass> references(JavaMethod accessor) {
        return accessor.getReferencesToSelf().stream().map(reference -> reference.getOriginOwner());
    }

    /** Those records and all records of which they are made. */
    private static Set<Class<?>> records(Class<?>... roots) {
        var found = new LinkedHashSet<Class<?>>();
        var open = new ArrayList<Class<?>>(List.of(roots));
        while (!open.isEmpty()) {
            var next = open.removeLast();
            if (next.isRecord() && next.getName().startsWith("io.ambo.") && found.add(next)) {
                for (var component : next.getRecordComponents()) {
                    addClasses(component.getGenericType(), open);
                }
            } else if (next.isSealed()) {
                open.addAll(List.of(next.getPermittedSubclasses()));
            }
        }
        return found;
    }

    private static void addClasses(Type type, List<Class<?>> to) {
        if (type instanceof Class<?> plain) {
            to.add(plain);
        } else if (type instanceof ParameterizedType generic) {
            for (var argument : generic.getActualTypeArguments()) {
                addClasses(argument, to);
            }
        }
    }
}
