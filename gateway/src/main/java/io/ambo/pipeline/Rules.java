package io.ambo.pipeline;

import io.ambo.catalog.Policy;
import io.ambo.privacy.AnswerGuards;
import io.ambo.privacy.Scanner;
import io.ambo.routing.Router;

/** A policy with what was compiled from it, once for a snapshot. */
public record Rules(Policy policy, Scanner scanner, Router router, AnswerGuards guards) {}
