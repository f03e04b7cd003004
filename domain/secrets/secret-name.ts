import { z } from "zod";

/** Variables by which a program, the loader or an interpreter decides what it runs and where it looks. */
const STEERING = new Set(
  [
    "PATH HOME SHELL IFS ENV BASH_ENV PS4 CDPATH TMPDIR TEMP TMP USER LOGNAME PWD TERM EDITOR PAGER GCONV_PATH",
    "GLIBC_TUNABLES NODE_OPTIONS NODE_PATH NODE_EXTRA_CA_CERTS PERL5LIB PERL5OPT PERLLIB RUBYLIB RUBYOPT CLASSPATH",
    "JAVA_TOOL_OPTIONS SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE CURL_CA_BUNDLE OPENSSL_CONF VIRTUAL_ENV XDG_RUNTIME_DIR",
    "CUDA_VISIBLE_DEVICES CONTAINER_HOST DOCKER_HOST DOCKER_CONFIG DOCKER_CONTEXT DOCKER_CERT_PATH CONDA_PREFIX CONDA_EXE",
    "GIT_SSH GIT_SSH_COMMAND GIT_EXEC_PATH GIT_ASKPASS GIT_PROXY_COMMAND HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY",
    "HF_ENDPOINT HF_HUB_OFFLINE HF_DATASETS_OFFLINE TRANSFORMERS_OFFLINE",
  ].flatMap((line) => line.split(" ")),
);
const STEERING_BEGIN = ["LD_", "DYLD_", "PYTHON", "MALLOC_", "LC_", "BASH_FUNC_", "GIT_CONFIG"];

/** An older installation may hold one of such a name. */
export const steersPrograms = (name: string): boolean =>
  STEERING.has(name) || STEERING_BEGIN.some((beginning) => name.startsWith(beginning));

export const secretName = z
  .string()
  .regex(
    /^[A-Z][A-Z0-9_]{0,63}$/,
    "A secret's name is that of a variable: capitals, digits and underscores, e.g. HF_TOKEN.",
  )
  .refine((name) => !name.startsWith("ASSAY_"), "Names that begin with ASSAY_ are Assay's own. Choose another.")
  .refine(
    (name) => !steersPrograms(name),
    "A variable of this name decides what programs run and where they look, so it holds no secret. Choose another.",
  );

/** Shorter ones could not be told from ordinary words in a log, and would not be masked there. */
export const secretValue = z
  .string()
  .min(8, "A secret has at least 8 characters: a shorter one cannot be masked in logs.")
  .max(16_384, "A secret has at most 16,384 characters.")
  .refine((value) => !value.includes("\0"), "A variable cannot hold the character NUL.");
