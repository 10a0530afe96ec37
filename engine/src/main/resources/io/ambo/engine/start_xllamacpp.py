"""Starts one xllamacpp server. Reads one line of JSON from standard input; leaves when standard input closes."""
import ctypes
import json
import os
import signal
import sys


def leave_with(parent):
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(3)


def adapter(xllamacpp, path):
    laid = xllamacpp.CommonAdapterLoraInfo()
    laid.path, laid.scale = path, 1.0
    return laid


def parameters(xllamacpp, order):
    p = xllamacpp.CommonParams()
    p.model.path = order["model"]
    p.model_alias = {order["name"]}
    p.api_keys = [order["key"]]
    p.hostnames = [order.get("socket") or "127.0.0.1"]
    p.port = 0
    p.n_parallel = order["slots"]
    p.n_ctx = order["slots"] * order["context"]
    p.n_batch = order["batch"]
    p.n_ubatch = order["micro_batch"]
    p.cpuparams.n_threads = p.cpuparams_batch.n_threads = order["threads"]
    p.n_threads_http = order["slots"] + 4
    p.n_predict = order.get("answer_tokens", -1)
    p.sampling.penalty_repeat = order.get("repeat_penalty", 1.0)
    p.sampling.dry_multiplier = order.get("dry_multiplier", 0.0)
    p.cache_ram_mib = order["prompt_cache_mebibytes"]
    p.cache_type_k = p.cache_type_v = getattr(xllamacpp.ggml_type, "GGML_TYPE_" + order["cache_type"].upper())
    if "pooling" in order:
        p.embedding = True
        if order["pooling"] != "model":
            p.pooling_type = getattr(xllamacpp.llama_pooling_type, "LLAMA_POOLING_TYPE_" + order["pooling"].upper())
    if "draft_model" in order:
        p.speculative.draft.mparams.path = order["draft_model"]
        p.speculative.types = [xllamacpp.common_speculative_type.COMMON_SPECULATIVE_TYPE_DRAFT_SIMPLE]
    p.lora_adapters = [adapter(xllamacpp, path) for path in order.get("adapters", "").split("\n") if path]
    if "template" in order:
        with open(order["template"], encoding="utf-8") as file:
            p.chat_template = file.read()
    p.sleep_idle_seconds = order.get("sleep_idle_seconds", -1)
    p.slot_prompt_similarity = 0.5  # a common template alone must not push a conversation out of its slot
    p.verbosity = 2  # warnings and errors
    p.offline = True
    p.ui = p.fit_params = p.endpoint_slots = p.endpoint_metrics = p.endpoint_props = False
    return p


def main():
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl-C is for our parent, who closes our input
    report = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    order = json.loads(sys.stdin.buffer.readline())
    leave_with(order["parent"])
    sys.path.insert(0, order["packages"])
    import xllamacpp

    server = xllamacpp.Server(parameters(xllamacpp, order))
    print("ambo-engine listening on", server.listening_address, file=report, flush=True)
    while sys.stdin.buffer.read(4096):
        pass
    os._exit(0)


main()
