package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Nothing is depended on without a line that says what for, why this one, and under which licence. */
final class DependenciesTest {

    private static final Path PAGE = Path.of("docs/dependencies.md");

    /** A row of the page: the artefact, what for, why this one, licence. */
    private static final Pattern ROW =
            Pattern.compile("^\\| `([^`]+)` \\|([^|]+)\\|([^|]+)\\| ?([\\w.+ -]+) \\|$", Pattern.MULTILINE);

    @Test
    void everyDependencyHasALineAndEveryLineADependency() throws Exception {
        assertThat(listed()).containsExactlyInAnyOrderElementsOf(depended());
    }

    @Test
    void everyLineSaysWhatForAndWhyThisOne() {
        assertThat(ROW.matcher(Checkout.read(PAGE)).results())
                .isNotEmpty()
                .allMatch(row -> row.group(2).strip().length() > 5
                        && row.group(3).strip().length() > 5);
    }

    private static Set<String> listed() {
        return ROW.matcher(Checkout.read(PAGE))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Dependencies, plugins and compiler plugins of every pom, without our own modules, boms among them. */
    private static Set<String> depended() throws IOException, SAXException, ParserConfigurationException {
        var names = new HashSet<String>();
        for (var file : Checkout.files()) {
            if (file.endsWith("pom.xml")) {
                names.addAll(depended(file));
            }
        }
        names.removeIf(name -> name.startsWith("io.ambo:"));
        return names;
    }

    private static Set<String> depended(Path pom) throws IOException, SAXException, ParserConfigurationException {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Checkout.root().resolve(pom).toFile());
        var artefacts = document.getElementsByTagName("artifactId");
        var names = new HashSet<String>();
        for (var i = 0; i < artefacts.getLength(); i++) {
            var around = (Element) artefacts.item(i).getParentNode();
            if (Set.of("dependency", "plugin", "path").contains(around.getTagName())) {
                var group = around.getElementsByTagName("groupId").item(0).getTextContent();
                names.add(group + ":" + artefacts.item(i).getTextContent());
            }
        }
        return names;
    }
}
