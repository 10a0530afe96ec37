package io.ambo;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything that is logged while it is open, down to the finest level of our own loggers. */
final class Logged extends Handler implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final Logger ours = Logger.getLogger("io.ambo");
    private final StringBuilder text = new StringBuilder();

    Logged() {
        setLevel(Level.ALL);
        setFormatter(new SimpleFormatter());
        ours.setLevel(Level.ALL);
        root.addHandler(this);
    }

    @Override
    public synchronized void publish(LogRecord logged) {
        text.append(getFormatter().format(logged));
        if (logged.getThrown() != null) {
            var trace = new StringWriter();
            logged.getThrown().printStackTrace(new PrintWriter(trace));
            text.append(trace);
        }
    }

    synchronized String text() {
        return text.toString();
    }

    @Override
    public void flush() {
        // what was published is in the text at once
    }

    @Override
    public void close() {
        root.removeHandler(this);
        ours.setLevel(null);
    }
}
