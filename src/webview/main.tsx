import '@vscode/codicons/dist/codicon.css';
import './base.css';
import './request.css';
import './response.css';
import './tabs/body.css';
import './tabs/attempts.css';
import './narrow.css';
import './form/form.css';
import './form/lists.css';
import { render } from 'preact';
import { App } from './App';
import { connect } from './host/host';

render(<App host={connect()} />, document.getElementById('root') ?? document.body);
