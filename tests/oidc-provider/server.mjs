// The certified provider, driven by a test: each line on standard input is a configuration, which
// replaces the one before and is answered with "ready". The first line printed is the issuer. Ends
// with its standard input. People are not asked: whoever the configuration names is signed in.
import { generateKeyPairSync, X509Certificate } from "node:crypto";
import http from "node:http";
import readline from "node:readline";
import Provider from "oidc-provider";

const CARD = "http://idmanagement.gov/ns/assurance/aal/2?hspd12=true";
const ACR = ["urn:acr.login.gov:auth-only", "http://idmanagement.gov/ns/assurance/aal/2", CARD];

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const signingKey = { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "op1" };

const server = http.createServer();
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

/** A client that proves itself with a key is known by the certificates that were registered. */
function client({ client_id, callback_url, post_logout_url, certificates, secret }) {
  const common = {
    client_id,
    redirect_uris: [callback_url],
    post_logout_redirect_uris: [post_logout_url],
    response_types: ["code"],
    grant_types: ["authorization_code"],
  };
  if (certificates) {
    const keys = certificates.map((pem) => ({
      ...new X509Certificate(pem).publicKey.export({ format: "jwk" }),
      use: "sig",
      alg: "RS256",
    }));
    return {
      ...common,
      token_endpoint_auth_method: "private_key_jwt",
      token_endpoint_auth_signing_alg: "RS256",
      subject_type: "pairwise",
      jwks: { keys },
    };
  }
  if (secret) {
    return { ...common, token_endpoint_auth_method: "client_secret_basic", client_secret: secret };
  }
  return { ...common, token_endpoint_auth_method: "none", application_type: "native" };
}

function provider({ clients, account }) {
  return new Provider(issuer, {
    clients: clients.map(client),
    jwks: { keys: [signingKey] },
    pkce: { required: (_, known) => known.clientAuthMethod === "none" },
    acrValues: ACR,
    subjectTypes: ["public", "pairwise"],
    pairwiseIdentifier: (_, id, known) => `${id}-at-${known.clientId}`,
    scopes: ["openid", "email", "profile", "x509:presented"],
    claims: {
      openid: ["sub", "acr"],
      email: ["email", "email_verified"],
      profile: ["given_name", "family_name"],
      "x509:presented": ["x509_presented"],
    },
    // As Login.gov does.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ ...account, sub: id }) }),
    clientAuthMethods: ["private_key_jwt", "client_secret_basic", "none"],
    enabledJWA: {
      clientAuthSigningAlgValues: ["RS256"],
      idTokenSigningAlgValues: ["RS256"],
    },
    cookies: { keys: ["test"] },
    ttl: { AccessToken: 900, AuthorizationCode: 300, IdToken: 900, Session: 3600, Interaction: 600, Grant: 3600 },
  });
}

async function interact(current, config, request, response) {
  const { prompt, params, session } = await current.interactionDetails(request, response);
  let result;
  if (config.denies) {
    result = { error: "access_denied", error_description: "The person turned back." };
  } else if (prompt.name === "login") {
    const acr = (params.acr_values ?? "").split(" ").find((value) => ACR.includes(value));
    result = { login: { accountId: config.account.sub, acr } };
  } else {
    const grant = new current.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    result = { consent: { grantId: await grant.save() } };
  }
  return current.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

let current;
let config;
server.on("request", (request, response) => {
  if (!current) return response.writeHead(503).end();
  if (request.url.startsWith("/interaction/")) return interact(current, config, request, response);
  return current.callback()(request, response);
});

console.log(issuer);
for await (const line of readline.createInterface({ input: process.stdin })) {
  config = JSON.parse(line);
  current = provider(config);
  console.log("ready");
}
process.exit(0);
