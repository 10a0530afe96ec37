package io.ambo.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An engine of somebody's own that answers on this machine.
 *
 * @param id the provider's id that it would get
 * @param models that run here
 * @param remote models that it only passes on to a cloud: they are not private
 */
record LocalEngine(String id, String name, URI address, List<Model> models, List<String> remote) {

    /** A model and the tokens of context that it is served with. */
    record Model(String name, int context) {}

    /** Where an engine usually answers. */
    record Usual(String id, String name, URI address) {}

    /** What engines serve that do not say more; Ollama's own default as its documentation states it. */
    static final int USUAL_CONTEXT = 4096;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    LocalEngine {
        models = List.copyOf(models);
        remote = List.copyOf(remote);
    }

    /** The usual places; {@code OLLAMA_HOST} says where Ollama is, as for Ollama itself. */
    static List<Usual> usual(Optional<String> ollamaHost) {
        return List.of(
                new Usual("ollama", "Ollama", ollama(ollamaHost)),
                new Usual("lm-studio", "LM Studio", local(1234)),
                new Usual("vllm", "vLLM", local(8000)),
                new Usual("llama-cpp", "llama.cpp", local(8080)),
                new Usual("sglang", "SGLang", local(30000)));
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static URI ollama(Optional<String> host) {
        var written = host.map(it -> it.replaceFirst("^https?://", "")).orElse("");
        var port = written.replaceFirst("^.*:", "");
        return written.contains(":") && port.matches("[0-9]{1,5}") ? local(Integer.parseInt(port)) : local(11434);
    }

    /** The engine that answers there, if one does. */
    static Optional<LocalEngine> at(Usual usual) {
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return usual.id().equals("ollama") ? ollama(client, usual) : openAi(client, usual);
        } catch (RuntimeException | IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<LocalEngine> ollama(HttpClient client, Usual usual)
            throws IOException, InterruptedException {
        if (get(client, usual, "/api/version").optional("version").isEmpty()) {
            return Optional.empty();
        }
        var here = new ArrayList<Model>();
        var remote = new ArrayList<String>();
        for (var model : get(client, usual, "/api/tags").list("models")) {
            if (isRemote(model)) {
                remote.add(model.text("name"));
            } else {
                here.add(new Model(model.text("name"), USUAL_CONTEXT));
            }
        }
        return Optional.of(new LocalEngine(usual.id(), usual.name(), usual.address(), here, remote));
    }

    /** Ollama lists models of its cloud beside the ones that run here. */
    private static boolean isRemote(JsonView model) {
        return model.optional("remote_host").isPresent()
                || model.optional("remote_model").isPresent()
                || isRemote(model.text("name"));
    }

    static boolean isRemote(String name) {
        return name.endsWith("-cloud") || name.endsWith(":cloud");
    }

    private static Optional<LocalEngine> openAi(HttpClient client, Usual usual)
            throws IOException, InterruptedException {
        var answer = get(client, usual, "/v1/models");
        if (!answer.text("object").equals("list")) {
            return Optional.empty();
        }
        var models = answer.list("data").stream()
                .filter(model -> !model.text("owned_by").equals("ambo"))
                .map(model -> new Model(model.text("id"), context(model)))
                .toList();
        return models.isEmpty()
                ? Optional.empty()
                : Optional.of(new LocalEngine(usual.id(), usual.name(), usual.address(), models, List.of()));
    }

    /** vLLM and SGLang say {@code max_model_len}; llama.cpp says what the model was trained for, which it may not serve. */
    private static int context(JsonView model) {
        var stated = model.number("max_model_len");
        return stated > 0 && stated <= 100_000_000 ? (int) stated : USUAL_CONTEXT;
    }

    private static JsonView get(HttpClient client, Usual usual, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(usual.address().resolve(path))
                .timeout(PATIENCE)
                .build();
        return JsonView.of(client.send(request, BodyHandlers.ofString()).body());
    }

    /** The provider file that makes it known; models whose names cannot be a model's id are left out. */
    String file() {
        var file = new StringBuilder("# " + name + " on this machine, as ambo doctor found it.\n");
        file.append("id: ").append(id).append("\nkind: private\ndialect: openai-chat\n");
        file.append("base-url: ").append(address).append("/v1\nmodels:\n");
        for (var model : usable()) {
            file.append("  - id: \"").append(model.name()).append("\"\n    context: ");
            file.append(model.context()).append('\n');
        }
        return file.toString();
    }

    /** Models that can be in a provider file. */
    List<Model> usable() {
        return models.stream()
                .filter(model -> model.name().matches("[A-Za-z0-9][A-Za-z0-9._:@+-]{0,99}"))
                .toList();
    }
}
