package io.ambo.format;

import io.ambo.core.Capability;
import io.ambo.wire.JsonIndex;
import java.util.HashSet;

/**
 * An answer in JSON, asked of a destination that knows no such thing: a tool that has to be called and whose input is the
 * answer. Request and reply agree on its name by the request alone.
 */
final class AnswerTool {

    private static final String NAME = "answer_in_json";

    /** What the model is told of it. */
    static final String DESCRIPTION =
            "Gives the whole answer to the user, as one JSON object. Put everything that you have to say into it.";

    /** The name when no answer in JSON was asked for; no tool has it. */
    static final String NONE = "";

    private AnswerTool() {}

    /** The tool's name, which is none of the caller's own. */
    static String nameFor(Request request) {
        if (!request.needs().contains(Capability.JSON)) {
            return NONE;
        }
        var taken = new HashSet<String>();
        var index = request.index();
        var tools = index.member(0, "tools");
        for (var tool = tools + 1; tools >= 0 && tool < index.next(tools); tool = index.next(tool)) {
            var function = index.member(tool, "function");
            var name = function < 0 ? -1 : index.member(function, "name");
            if (name >= 0 && index.is(name, JsonIndex.STRING)) {
                taken.add(index.text(name));
            }
        }
        var name = NAME;
        while (taken.contains(name)) {
            name += "_";
        }
        return name;
    }
}
