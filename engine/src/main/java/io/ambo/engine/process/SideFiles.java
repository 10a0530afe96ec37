package io.ambo.engine.process;

import io.ambo.engine.host.AbsentException;
import io.ambo.engine.host.AbsentReason;
import io.ambo.engine.host.AbsentReason.Fault;
import io.ambo.engine.weights.GgufHeader;
import io.ambo.engine.weights.WeightsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks the files that go along with a model's weights before an engine is started with them. */
record SideFiles(Capacity capacity, String weights) {

    void check() throws AbsentException {
        if (capacity.template().isPresent()) {
            present(capacity.template().get());
        }
        if (capacity.draftModel().isPresent()) {
            draft(capacity.draftModel().get());
        }
        for (Path adapter : capacity.adapters()) {
            adapter(adapter);
        }
    }

    private static void draft(Path file) throws AbsentException {
        if (header(file).adapter()) {
            throw unfit(file, Fault.NOT_A_MODEL);
        }
    }

    private void adapter(Path file) throws AbsentException {
        GgufHeader header = header(file);
        if (!header.adapter()) {
            throw unfit(file, Fault.NOT_AN_ADAPTER);
        }
        if (!header.architecture().equals(header(Path.of(weights)).architecture())) {
            throw unfit(file, Fault.OTHER_ARCHITECTURE);
        }
    }

    private static GgufHeader header(Path file) throws AbsentException {
        present(file);
        try {
            return GgufHeader.of(file);
        } catch (WeightsException e) {
            throw unfit(file, Fault.NOT_GGUF);
        }
    }

    private static void present(Path file) throws AbsentException {
        if (!Files.isRegularFile(file)) {
            throw unfit(file, Fault.MISSING);
        }
    }

    private static AbsentException unfit(Path file, Fault fault) {
        return new AbsentException(new AbsentReason.UnfitFile(file, fault));
    }
}
