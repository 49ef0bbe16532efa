import type { IncomingMessage, ServerResponse } from 'node:http';
import { errors, type Provider } from 'oidc-provider';
import { findPersona, type Persona } from '../personas.ts';
import { personaPage, problemPage } from './pages.ts';
import { readForm, redirect, sendPage } from './reply.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** The login screen: GET shows the personas (or takes the hinted one at once), POST signs the chosen one in. */
export async function signIn(provider: Provider, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const interaction = await openInteraction(provider, req, res);
  if (!interaction) {
    sendPage(res, 400, problemPage('This sign-in has expired', 'Go back to the app and sign in again.'));
    return;
  }
  if (req.method === 'POST') {
    const form = await readForm(req);
    if (form.has('cancel')) {
      await finish(interaction, { error: 'access_denied', error_description: 'The sign-in was cancelled.' });
      redirect(res, interaction.returnTo);
      return;
    }
    const chosen = findPersona(form.get('persona') ?? '');
    if (chosen) {
      await signInAs(provider, interaction, chosen);
      redirect(res, interaction.returnTo);
      return;
    }
  }
  const hint = interaction.params.login_hint;
  const hinted = typeof hint === 'string' ? findPersona(hint) : undefined;
  if (hinted && req.method === 'GET') {
    await signInAs(provider, interaction, hinted);
    redirect(res, interaction.returnTo);
    return;
  }
  const { uid, params } = interaction;
  const app = typeof params.redirect_uri === 'string' ? URL.parse(params.redirect_uri)?.origin : undefined;
  sendPage(res, 200, personaPage(`/interaction/${uid}`), app);
}

async function openInteraction(
  provider: Provider,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<Interaction | undefined> {
  try {
    return await provider.interactionDetails(req, res);
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return undefined;
    throw error;
  }
}

/**
 * Ends the previous persona's browser session first: left standing, the provider would ask for a logout by a
 * page with a script. Refresh tokens of other tabs live on.
 */
async function signInAs(provider: Provider, interaction: Interaction, persona: Persona): Promise<void> {
  const { session } = interaction;
  if (session && session.accountId !== persona.sub) {
    await (await provider.Session.findByUid(session.uid))?.destroy();
    interaction.session = undefined;
  }
  await finish(interaction, { login: { accountId: persona.sub } });
}

async function finish(interaction: Interaction, result: NonNullable<Interaction['result']>): Promise<void> {
  interaction.result = result;
  await interaction.save(Math.max(1, interaction.exp - Math.floor(Date.now() / 1000)));
}
