package io.ambo;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;

/**
 * Java sources as the compiler's own trees: read, but neither attributed nor compiled.
 *
 * @param units one for each file, in the order of the files
 */
record SourceTrees(List<Unit> units, SourcePositions positions) {

    record Unit(Path file, CompilationUnitTree tree) {}

    static SourceTrees of(List<Path> files) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            var root = Checkout.root();
            var objects = manager.getJavaFileObjectsFromPaths(
                    files.stream().map(root::resolve).toList());
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, objects);
            var units = new ArrayList<Unit>();
            for (var tree : task.parse()) {
                var file = root.relativize(Path.of(tree.getSourceFile().toUri()));
                units.add(new Unit(file, tree));
            }
            return new SourceTrees(List.copyOf(units), Trees.instance(task).getSourcePositions());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many lines a tree of the unit takes. */
    long lines(Unit unit, Tree tree) {
        return lastLine(unit, tree) - line(unit, tree) + 1;
    }

    long line(Unit unit, Tree tree) {
        return unit.tree().getLineMap().getLineNumber(positions.getStartPosition(unit.tree(), tree));
    }

    private long lastLine(Unit unit, Tree tree) {
        return unit.tree().getLineMap().getLineNumber(positions.getEndPosition(unit.tree(), tree));
    }
}
